import { DistributionError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { type TriedConnection, tryConnection } from './postiz/index.ts'

type Connected = Extract<TriedConnection, { kind: 'connected' }>

/**
 * Tries an address and a key as somebody gave them.
 *
 * @throws POSTIZ_REFUSED, POSTIZ_UNREACHABLE, with the field that is wrong in the details
 */
export const tryGiven = async (args: {
  settings: Settings
  baseUrl: string
  apiKey: string
}): Promise<Connected> => {
  const { settings, baseUrl, apiKey } = args
  const { postizTimeoutMs: timeoutMs, reach } = settings
  const tried = await tryConnection({ baseUrl, apiKey, timeoutMs, reach })
  if (tried.kind === 'connected') return tried
  throw new DistributionError(
    tried.isReachable ? 'POSTIZ_REFUSED' : 'POSTIZ_UNREACHABLE',
    tried.message,
    { details: [{ path: tried.field, code: tried.code, message: tried.message }] },
  )
}
