/** Names that are written otherwise than with one capital letter. */
const spelled: Record<string, string> = {
  dribbble: 'Dribbble',
  gmb: 'Google Business',
  'instagram-standalone': 'Instagram',
  linkedin: 'LinkedIn',
  'linkedin-page': 'LinkedIn',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  whatsapp: 'WhatsApp',
  wordpress: 'WordPress',
}

/** A platform as people write it: `linkedin-page` is LinkedIn, `instagram` is Instagram. */
export const namePlatform = (platform: string): string =>
  spelled[platform] ?? platform.charAt(0).toUpperCase() + platform.slice(1).replaceAll('-', ' ')

/** A channel so that two of one client are told apart: "Marina Estates on Instagram". */
export const nameChannel = (channel: { name?: string; platform?: string }): string => {
  const name = channel.name ?? 'A channel'
  if (!channel.platform) return name
  const platform = namePlatform(channel.platform)
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const isNamed = platform
    .toLowerCase()
    .split(' ')
    .every((word) => words.includes(word))
  return isNamed ? name : `${name} on ${platform}`
}
