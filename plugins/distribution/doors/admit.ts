import type { PayloadRequest } from 'payload'
import { DistributionError } from '../errors.ts'
import type { Caller, Operation } from '../operation.ts'
import { requireScope } from '../security/standing.ts'
import { settingsOf } from '../settings.ts'
import { identify } from './identify.ts'
import { limitRequests } from './limitRequests.ts'

/**
 * Lets a caller in: says who they are, counts the request, and refuses a credential that does not open this at all. What
 * they may do in a tenant is for the operation to say.
 *
 * @throws UNAUTHENTICATED, KEY_EXPIRED, KEY_REVOKED, RATE_LIMITED; FORBIDDEN for a phone or a key without the scope
 */
export const admit = async (args: {
  req: PayloadRequest
  operation: Pick<Operation, 'permission' | 'isForPhones'>
  /** Gets headers that belong to the answer whatever comes, an error too. */
  tell: (headers: Record<string, string>) => void
}): Promise<Caller> => {
  const { req, operation, tell } = args
  const { payload } = req
  const caller = await identify(req, settingsOf(payload))
  await limitRequests({ payload, caller, tell })
  if (caller.device !== undefined && !operation.isForPhones) {
    throw new DistributionError(
      'FORBIDDEN',
      'The credential of a phone opens tasks only. Log in with your password to do this.',
    )
  }
  requireScope(caller, operation.permission)
  return caller
}
