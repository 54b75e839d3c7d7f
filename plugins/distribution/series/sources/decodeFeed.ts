/** What the first bytes say of how the others are written. */
const markOf = (data: Buffer): string | undefined => {
  const [first, second, third] = data
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  return undefined
}

const charsetOf = (contentType: string | undefined): string | undefined =>
  /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]

const prologOf = (data: Buffer): string | undefined =>
  /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(
    data.subarray(0, 400).toString('latin1'),
  )?.[1]

/**
 * The text of a feed, by the character set that its first bytes, its Content-Type or the first line of its XML names, in
 * this order (RFC 7303, section 3); UTF-8 where none does. `unknown` is one that is not known here.
 */
export const decodeFeed = (
  data: Buffer,
  contentType: string | undefined,
): { text: string } | { unknown: string } => {
  const named = markOf(data) ?? charsetOf(contentType) ?? prologOf(data) ?? 'utf-8'
  try {
    return { text: new TextDecoder(named).decode(data) }
  } catch (error) {
    if (error instanceof RangeError) return { unknown: named }
    throw error
  }
}
