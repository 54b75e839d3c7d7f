/** The 16 bytes of an address of IPv6 that is written in any way. */
const bytesOf = (address: string): number[] => {
  // What a URL makes of it has neither a zone nor an address of IPv4 at its end.
  const { hostname } = new URL(`http://[${address.split('%')[0]}]/`)
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::')
  const [before, after] = [head, tail].map((part) => part.split(':').filter((one) => one !== ''))
  const groups = [...before!, ...Array(8 - before!.length - after!.length).fill('0'), ...after!]
  return groups.map((group) => Number.parseInt(group, 16)).flatMap((one) => [one >> 8, one & 255])
}

const wellKnown = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]
const local = [0, 0x64, 0xff, 0x9b, 0, 1]

/** Where the address of IPv4 stands behind a prefix of 48, 56, 64 and 96 bits (RFC 6052, 2.2). */
const places = [
  [6, 7, 9, 10],
  [7, 9, 10, 11],
  [9, 10, 11, 12],
  [12, 13, 14, 15],
] as const

/** 0.0.0.0/8 and what begins with 224.0.0.0: no machine has such an address. */
const isNobodys = ([first = 0]: number[]): boolean => first === 0 || first >= 224

/**
 * The addresses of IPv4 to which an address of IPv6 may lead through NAT64: the one of the well-known prefix 64:ff9b::/96,
 * and of the local 64:ff9b:1::/48 (RFC 8215) all that it may mean, since only its network knows how long its prefix is.
 * Undefined for any other address.
 */
export const behindNat64 = (address: string): string[] | undefined => {
  if (!/^0{0,2}64:ff9b:/i.test(address)) return undefined
  const bytes = bytesOf(address)
  const begins = (prefix: number[]) => prefix.every((byte, index) => bytes[index] === byte)
  const at = (place: readonly number[]) => place.map((index) => bytes[index]!)
  if (begins(wellKnown)) return [at(places[3]).join('.')]
  if (!begins(local)) return undefined
  const all = places.map(at)
  const meant = all.filter((one) => !isNobodys(one))
  return (meant.length > 0 ? meant : all).map((one) => one.join('.'))
}
