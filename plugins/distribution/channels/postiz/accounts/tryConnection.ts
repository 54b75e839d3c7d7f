import type { Group } from '../api/answers.ts'
import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'
import { isReachable } from '../api/isReachable.ts'
import { readAddress } from '../api/readAddress.ts'
import type { PostizFault } from '../api/readError.ts'

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

const withApi = (rootUrl: string): string | undefined =>
  /\/api$/i.test(new URL(rootUrl).pathname) ? undefined : `${rootUrl}/api`

const withOtherScheme = (rootUrl: string): string =>
  rootUrl.startsWith('https:')
    ? rootUrl.replace(/^https:/, 'http:')
    : rootUrl.replace(/^http:/, 'https:')

/** Whether Postiz is at an address. It is asked without the key, which goes nowhere it was not meant for. */
const isThere = async (args: Args, baseUrl: string): Promise<boolean> =>
  (await createPostizClient({ ...args, baseUrl }).peek({ postId: 'none', signal: args.signal })).ok

/** A person waits for it, and there are several addresses to try. */
const probeMs = 3_000

/** The same address with /api behind it, or with the other of http and https, where Postiz answers there. */
const findWorkingAddress = async (given: Args, rootUrl: string): Promise<string | undefined> => {
  const args = { ...given, timeoutMs: Math.min(given.timeoutMs ?? probeMs, probeMs) }
  const api = withApi(rootUrl)
  if (api && (await createPostizClient({ ...args, baseUrl: api }).isConnected(args)).ok) return api
  const other = withOtherScheme(rootUrl)
  for (const baseUrl of [...(api ? [api] : []), withApi(other) ?? other, other]) {
    if (await isThere(args, baseUrl)) return baseUrl
  }
  return undefined
}

/** Codes of an address at which Postiz is not. */
const elsewhere = [
  'POSTIZ_NOT_AN_API',
  'POSTIZ_NOT_FOUND',
  'POSTIZ_ROUTE_MISSING',
  'POSTIZ_REDIRECTS',
  'POSTIZ_UNREACHABLE',
]

/** What a person mostly got wrong, where the fault itself does not say it. */
const explain = (fault: PostizFault, args: Args): string => {
  const url = URL.canParse(args.baseUrl.trim()) ? new URL(args.baseUrl.trim()) : undefined
  if (fault.code === 'POSTIZ_UNREACHABLE' && url?.port) {
    return `${fault.message} Is ${url.port} the right port? Postiz listens on 4007 or 5000 as it is delivered.`
  }
  if (fault.code === 'POSTIZ_NOT_FOUND') {
    return 'Something answers at this address, but it is not Postiz. Give the address under which Postiz opens in the browser, with /api behind it.'
  }
  if (fault.code !== 'POSTIZ_KEY_REFUSED') return fault.message
  return /oauth/i.test(fault.said)
    ? 'Postiz takes this for an OAuth token, and does not know it. Give the API key of the organisation instead: in Postiz under Settings, Developers, Public API.'
    : 'Postiz does not know this API key. A key that was replaced there opens nothing any more: copy the present one from Settings, Developers, Public API.'
}

const refuse = (fault: PostizFault, args: Args): Extract<TriedConnection, { kind: 'refused' }> => ({
  kind: 'refused',
  isReachable: isReachable(fault),
  field: fault.code.startsWith('POSTIZ_KEY_') ? 'apiKey' : 'baseUrl',
  code: fault.code,
  message: explain(fault, args),
})

/**
 * Tries an address and a key as people give them, and names what is wrong: `POSTIZ_NOT_AN_API` (mostly, /api is
 * missing), `POSTIZ_KEY_HAS_BEARER`, `POSTIZ_KEY_MISSING`, `POSTIZ_KEY_MALFORMED`, `POSTIZ_KEY_REFUSED`,
 * `POSTIZ_ADDRESS_INVALID`, `POSTIZ_ADDRESS_FORBIDDEN`, `POSTIZ_REDIRECTS`, `POSTIZ_UNREACHABLE` and the other codes of `readError`.
 */
export const tryConnection = async (args: Args): Promise<TriedConnection> => {
  const client = createPostizClient(args)
  const connected = await client.isConnected(args)
  const read = readAddress(args)
  if (!connected.ok) {
    const refused = refuse(connected.fault, args)
    if (!elsewhere.includes(refused.code) || !read.ok) return refused
    const suggestedBaseUrl = await findWorkingAddress(args, read.address.rootUrl)
    if (!suggestedBaseUrl) return refused
    const message = `Postiz is not at this address, but at ${suggestedBaseUrl}. Use that one.`
    return { ...refused, message, suggestedBaseUrl }
  }
  const groups = await client.listGroups(args)
  if (!groups.ok) return refuse(groups.fault, args)
  return {
    kind: 'connected',
    baseUrl: read.ok ? read.address.rootUrl : args.baseUrl,
    apiKey: args.apiKey.trim(),
    groups: groups.value,
  }
}
