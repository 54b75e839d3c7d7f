/** Where an account is seen, by its platform and its handle. */
const pages: Record<string, (handle: string) => string> = {
  bluesky: (handle) => `https://bsky.app/profile/${handle}`,
  facebook: (handle) => `https://www.facebook.com/${handle}`,
  instagram: (handle) => `https://www.instagram.com/${handle}/`,
  'instagram-standalone': (handle) => `https://www.instagram.com/${handle}/`,
  'linkedin-page': (handle) => `https://www.linkedin.com/company/${handle}/`,
  linkedin: (handle) => `https://www.linkedin.com/in/${handle}/`,
  pinterest: (handle) => `https://www.pinterest.com/${handle}/`,
  threads: (handle) => `https://www.threads.com/@${handle}`,
  tiktok: (handle) => `https://www.tiktok.com/@${handle}`,
  x: (handle) => `https://x.com/${handle}`,
  youtube: (handle) => `https://www.youtube.com/@${handle}`,
}

/** The address of a channel's account on its platform; undefined where we cannot tell. */
export const accountUrl = (channel: {
  platform?: string
  profile?: string | null
}): string | undefined => {
  const handle = channel.profile?.trim().replace(/^@/, '')
  if (!handle || !/^[\w.-]+$/.test(handle)) return undefined
  return pages[channel.platform ?? '']?.(handle)
}
