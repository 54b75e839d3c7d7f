/**
 * The few parts of DER (ITU-T X.690) that a certificate needs. Each returns a whole value: tag, length, content.
 */
const encode = (tag: number, ...contents: Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content])
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

export const sequence = (...parts: Uint8Array[]): Buffer => encode(0x30, ...parts)

export const set = (...parts: Uint8Array[]): Buffer => encode(0x31, ...parts)

export const boolean = (value: boolean): Buffer => encode(0x01, Buffer.from([value ? 0xff : 0]))

/** A positive number, most significant byte first. */
export const integer = (bytes: Uint8Array): Buffer =>
  encode(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes)

export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  encode(0x03, Buffer.from([unusedBits]), bytes)

export const octetString = (bytes: Uint8Array): Buffer => encode(0x04, bytes)

export const utf8String = (text: string): Buffer => encode(0x0c, Buffer.from(text))

/** To the second, UTC, for the years 1950 to 2049. */
export const utcTime = (date: Date): Buffer =>
  encode(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`, 'ascii'))

/** `[number]` around a whole value. */
export const explicit = (number: number, part: Uint8Array): Buffer => encode(0xa0 | number, part)

/** `[number]` in place of the tag that the bytes would have. */
export const implicit = (number: number, bytes: Uint8Array): Buffer => encode(0x80 | number, bytes)

/** A dotted name: `2.5.29.17`. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return encode(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(encodeBase128)]))
}

function encodeBase128(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let left = value >> 7; left > 0; left >>= 7) bytes.unshift((left & 0x7f) | 0x80)
  return bytes
}
