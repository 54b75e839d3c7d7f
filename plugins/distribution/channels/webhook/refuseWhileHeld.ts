import { DistributionError } from '../../errors.ts'
import type { SigningSecret } from './endpoint.ts'

/**
 * Keeps a secret that may be in use from ending: while the one before the present one still holds, whoever has it may not
 * have changed over, and a further one would end it.
 *
 * @throws OLD_SECRET_HOLDS with the time at which it ends by itself
 */
export const refuseWhileHeld = (args: {
  /** Whose secrets they are. */
  name: string
  /** The present one first. */
  secrets: readonly SigningSecret[]
  now: Date
  /** It is to end at once. */
  isForced: boolean
}): void => {
  const { name, secrets, now, isForced } = args
  const until = secrets[1]?.until
  if (isForced || until === undefined || new Date(until) <= now) return
  throw new DistributionError(
    'OLD_SECRET_HOLDS',
    `${name} has a new secret already, and the one before it holds until ${until}. Wait until then, or give "force": true, which ends that one at once.`,
  )
}
