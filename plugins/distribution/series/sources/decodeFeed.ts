/** The character set that a text says of itself in its first line, as XML does. */
const ofProlog = (bytes: Buffer): string | undefined =>
  /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(
    bytes.subarray(0, 300).toString('latin1'),
  )?.[1]

const ofHeader = (contentType: string | undefined): string | undefined =>
  /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]

const ofMark = (bytes: Buffer): string | undefined => {
  const start = bytes.subarray(0, 3).toString('hex')
  if (start === 'efbbbf') return 'utf-8'
  if (start.startsWith('fffe')) return 'utf-16le'
  return start.startsWith('feff') ? 'utf-16be' : undefined
}

/**
 * The text of a feed, in the character set that its first bytes, its header or its first line name, in this order (RFC 7303);
 * else in UTF-8. Undefined where nobody knows a set of that name.
 */
export const decodeFeed = (bytes: Buffer, contentType: string | undefined): string | undefined => {
  const name = ofMark(bytes) ?? ofHeader(contentType) ?? ofProlog(bytes) ?? 'utf-8'
  try {
    return new TextDecoder(name).decode(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
