/** The link as it was typed or pasted: an address, nothing at all, or something that is no address. */
export type ReadLink = { is: 'link'; url: string } | { is: 'none' } | { is: 'wrong' }

/** Reads a link to a post. `https://` may be missing. Text around it, as some apps copy it, is left out. */
export const readLink = (typed: string): ReadLink => {
  const text = typed.trim()
  if (text === '') return { is: 'none' }
  const inside = /https?:\/\/\S+/i.exec(text)?.[0]
  const whole = inside ?? (/\s|:\/\//.test(text) ? '' : `https://${text}`)
  if (!URL.canParse(whole)) return { is: 'wrong' }
  const { href, hostname } = new URL(whole)
  return hostname.includes('.') && href.length <= 2000 ? { is: 'link', url: href } : { is: 'wrong' }
}
