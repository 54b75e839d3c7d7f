import type { Group } from './answers.ts'
import { createPostizClient } from './client.ts'
import type { PostizConnection } from './connection.ts'
import { isReachable } from './isReachable.ts'
import { readAddress } from './readAddress.ts'
import type { PostizFault } from './readError.ts'

/**
 * `baseUrl` and `apiKey` are what to keep: the address without `/public/v1` and slash, the key without blanks.
 * `groups` are the organisation's customer groups. Where it failed, `field` says which of the two to change,
 * and `suggestedBaseUrl` is an address that was tried and works.
 */
export type TriedConnection =
  | { kind: 'connected'; baseUrl: string; apiKey: string; groups: Group[] }
  | {
      kind: 'refused'
      isReachable: boolean
      field: 'baseUrl' | 'apiKey'
      code: string
      message: string
      suggestedBaseUrl?: string
    }

type Args = Omit<PostizConnection, 'uploads'> & { signal?: AbortSignal }

/** The same address with /api behind it, where Postiz answers there. */
const findWorkingAddress = async (args: Args, rootUrl: string): Promise<string | undefined> => {
  if (/\/api$/i.test(new URL(rootUrl).pathname)) return undefined
  const baseUrl = `${rootUrl}/api`
  const { ok } = await createPostizClient({ ...args, baseUrl }).isConnected(args)
  return ok ? baseUrl : undefined
}

const refuse = (fault: PostizFault): Extract<TriedConnection, { kind: 'refused' }> => ({
  kind: 'refused',
  isReachable: isReachable(fault),
  field: fault.code.startsWith('POSTIZ_KEY_') ? 'apiKey' : 'baseUrl',
  code: fault.code,
  message: fault.message,
})

/**
 * Tries an address and a key as people give them, and names what is wrong: `POSTIZ_NOT_AN_API` (mostly, /api is
 * missing), `POSTIZ_KEY_HAS_BEARER`, `POSTIZ_KEY_MISSING`, `POSTIZ_KEY_MALFORMED`, `POSTIZ_KEY_REFUSED`,
 * `POSTIZ_ADDRESS_INVALID`, `POSTIZ_REDIRECTS`, `POSTIZ_UNREACHABLE` and the other codes of `readError`.
 */
export const tryConnection = async (args: Args): Promise<TriedConnection> => {
  const client = createPostizClient(args)
  const connected = await client.isConnected(args)
  const read = readAddress(args)
  if (!connected.ok) {
    const refused = refuse(connected.fault)
    const isElsewhere = ['POSTIZ_NOT_AN_API', 'POSTIZ_ROUTE_MISSING'].includes(refused.code)
    if (!isElsewhere || !read.ok) return refused
    const suggestedBaseUrl = await findWorkingAddress(args, read.address.rootUrl)
    if (!suggestedBaseUrl) return refused
    const message = `Postiz is not at this address, but at ${suggestedBaseUrl}. Use that one.`
    return { ...refused, message, suggestedBaseUrl }
  }
  const groups = await client.listGroups(args)
  if (!groups.ok) return refuse(groups.fault)
  return {
    kind: 'connected',
    baseUrl: read.ok ? read.address.rootUrl : args.baseUrl,
    apiKey: args.apiKey.trim(),
    groups: groups.value,
  }
}
