import { type LookupAddress, lookup } from 'node:dns'
import { get } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const timeoutMs = 15_000
const maxBytes = 1024 ** 3

const privateRanges: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 96],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
]

const closed = new BlockList()
for (const [net, prefix] of privateRanges)
  closed.addSubnet(net, prefix, net.includes(':') ? 'ipv6' : 'ipv4')

export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && !closed.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Fetches an https address whose host has public addresses only; the connection goes to the very
 * address that was checked. Follows no redirect. At most 1 GB, 15 s of silence.
 */
export function fetchPublic(url: string): Promise<Uint8Array> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !isPublicAddress(host))
    return Promise.reject(new Error(`${host} is not a public address`))
  return new Promise((resolve, reject) => {
    const request = get(url, { lookup: lookupPublic, timeout: timeoutMs }, (response) => {
      if (response.statusCode !== 200) {
        request.destroy(new Error(`${url} answered ${response.statusCode}`))
        return
      }
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > maxBytes) request.destroy(new Error(`${url} is larger than 1 GB`))
        else chunks.push(chunk)
      })
      response.on('end', () => resolve(Buffer.concat(chunks)))
      response.on('error', reject)
    })
    request.on('timeout', () => request.destroy(new Error(`${url} is silent`)))
    request.on('error', reject)
  })
}

const lookupPublic: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const refused = error ?? refusePrivate(host, addresses)
    const first = addresses?.[0]
    if (refused || !first) callback(refused, '', 0)
    else if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

function refusePrivate(host: string, addresses: LookupAddress[]): Error | null {
  const isOpen = addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address))
  return isOpen ? null : new Error(`${host} is not a public address`)
}
