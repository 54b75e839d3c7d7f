import type { PayloadRequest } from 'payload'
import { callerOfDevice } from '../assist/callerOfDevice.ts'
import { DistributionError } from '../errors.ts'
import { callerOfKey } from '../keys/callerOfKey.ts'
import type { Caller } from '../operation.ts'
import type { Settings } from '../options.ts'
import { callerOf } from '../security/standing.ts'

/**
 * Says who sends a request, at whatever door. One that bears an API key is the key's, also where a browser adds its cookie.
 *
 * @throws UNAUTHENTICATED where it bears no log-in that holds
 * @throws KEY_EXPIRED, KEY_REVOKED
 */
export const identify = async (req: PayloadRequest, settings: Settings): Promise<Caller> => {
  const caller =
    (await callerOfKey(req, settings)) ??
    callerOf(req, settings) ??
    (await callerOfDevice(req, settings))
  if (caller) return caller
  throw new DistributionError('UNAUTHENTICATED', 'Log in, or send an API key, to do this.')
}
