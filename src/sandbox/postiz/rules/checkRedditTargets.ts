type Target = {
  value?: { type?: unknown; url?: unknown; is_flair_required?: unknown; flair?: unknown }
}

/** What Reddit demands of some targets only: a link's address, a flair where one is required. */
export function checkRedditTargets(settings: Record<string, unknown>, path: string): string[] {
  const targets: Target[] = Array.isArray(settings.subreddit) ? settings.subreddit : []
  return targets.flatMap(({ value }, index) => {
    const place = `${path}.subreddit.${index}.value`
    const messages: string[] = []
    if (value?.type === 'link' && !value.url) messages.push(`${place}.url must be a URL address`)
    if (value?.is_flair_required && !value.flair)
      messages.push(`${place}.flair should not be null or undefined`)
    return messages
  })
}
