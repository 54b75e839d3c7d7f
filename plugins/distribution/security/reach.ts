import { type LookupAddress, lookup as lookUpName } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { behindNat64 } from './behindNat64.ts'

/** The hosts on private networks that may be called for a client: all of them, or those that are named. */
export type PrivateHosts = 'all' | readonly string[]

/** Where calls for a client may go. A client's own people give the address, so it is no address to trust. */
export type Reach = {
  /** Whether it is one of the hosts on private networks that are allowed by name. */
  isTrusted: (host: string) => boolean
  /** Whether a host that is given as a bare address is out of reach; of a name, only `lookup` can tell. */
  isOut: (host: string) => boolean
  /**
   * Finds the addresses of a name as Node does, and leaves out those that are out of reach. The connection is made to
   * what it found, so a name that answers differently the next time gains nothing.
   */
  lookup: LookupFunction
}

/** The code of a connection that was not made, since every address of its host is out of reach. */
export const outOfReach = 'OUT_OF_REACH'

const listOf = (ranges: readonly (readonly [address: string, prefix: number])[]): BlockList => {
  const list = new BlockList()
  for (const [address, prefix] of ranges) {
    list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/**
 * What tells a machine of a cloud its own secrets; nobody else is ever there. Sources, read on 2026-11-22: AWS, Google
 * Cloud and Azure (link-local, fd00:ec2::254 and 168.63.129.16), Alibaba Cloud (100.100.100.200).
 */
const metadata = listOf([
  ['169.254.0.0', 16],
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['168.63.129.16', 32],
  ['100.100.100.200', 32],
])

/**
 * Networks that are no part of the public Internet, and those that wrap an address of IPv4 in one of IPv6, but for NAT64:
 * the special-purpose registries of IANA, read on 2026-11-22.
 */
const inside = listOf([
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fec0::', 10],
  ['ff00::', 8],
])

/** An address of NAT64 is in a network by any address to which it may lead. */
const isIn = (list: BlockList, address: string): boolean =>
  (behindNat64(address) ?? [address]).some((one) =>
    list.check(one, isIP(one) === 6 ? 'ipv6' : 'ipv4'),
  )

/** Whether an address belongs to this machine or to a private network. What is none belongs to neither. */
export const isPrivate = (address: string): boolean => isIP(address) !== 0 && isIn(inside, address)

/** A host as a URL writes it, without the brackets of IPv6 and the dot behind a whole name. */
const bare = (host: string): string => host.replace(/^\[|\]$/g, '').replace(/\.$/, '')

/** Whether it is a host that only this machine reaches. */
export const isThisMachine = (host: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d+){3}|::1)$/i.test(bare(host))

/**
 * Public addresses are within reach, those of `hosts` too; the addresses at which clouds keep their secrets never are.
 * Where a redirect leads is no question here: none is followed.
 */
export const createReach = (
  hosts: PrivateHosts,
  lookUp: (
    host: string,
    options: { all: true },
    done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
  ) => void = lookUpName,
): Reach => {
  const named = hosts === 'all' ? undefined : new Set(hosts.map((host) => bare(host).toLowerCase()))
  const isAllowed = (host: string) => !named || named.has(bare(host).toLowerCase())
  const isClosed = (address: string, host: string): boolean =>
    isIn(metadata, address) || (isIn(inside, address) && !isAllowed(host) && !isAllowed(address))
  return {
    isTrusted: isAllowed,
    isOut: (host) => isIP(bare(host)) !== 0 && isClosed(bare(host), host),
    lookup: (host, options, done) => {
      lookUp(host, { ...options, all: true }, (error, found) => {
        if (error) return done(error, '')
        const open = found.filter(({ address }) => !isClosed(address, host))
        const [first] = open
        if (!first) {
          const refusal = new Error(`Every address of ${host} is out of reach.`)
          return done(Object.assign(refusal, { code: outOfReach }), '')
        }
        if (options.all) done(null, open)
        else done(null, first.address, first.family)
      })
    },
  }
}
