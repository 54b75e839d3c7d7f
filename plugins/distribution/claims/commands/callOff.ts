import { cancelDeliveries } from '../../distribute/cancelDeliveries.ts'
import { lockPostAlone } from '../../distribute/lockPost.ts'
import { DistributionError } from '../../errors.ts'
import { changeState } from '../../model/changeState.ts'
import { reasons } from '../../model/reasons.ts'
import type { OperationContext } from '../../operation.ts'
import type { StandingClaim } from '../claimRows.ts'

/**
 * What a platform refused beforehand could be tried again by anybody who looks after failures, and go out beside what is
 * planned in its place: it is called off with the others.
 */
const reopenRefused = async (
  { db, caller, now }: OperationContext,
  { tenant_id: tenant, deliveries }: StandingClaim,
): Promise<void> => {
  const ids = deliveries.flatMap(({ id, state }) => (state === 'failed' ? [id] : []))
  if (ids.length === 0) return
  const message = `${caller.name} had this claim planned anew, or called it off.`
  await changeState({
    ...{ db, tenant, ids, actor: caller.actor, from: ['failed'], to: 'scheduled' },
    reason: { code: reasons.redriven.code, message },
    set: { deadlineAt: now },
  })
}

/**
 * Calls off what a claim has planned, none of which has been sent; its post is held from here on.
 *
 * @throws INVALID_STATE_TRANSITION where a worker has taken one of them in this moment; then nothing of the command remains
 */
export const callOff = async (context: OperationContext, claim: StandingClaim): Promise<void> => {
  const { tenant_id: tenant, post_id: post } = claim
  if (post !== null) await lockPostAlone(context.db, { id: post, tenant })
  const ids = claim.deliveries.map(({ id }) => id)
  if (ids.length === 0) return
  await reopenRefused(context, claim)
  const results = await cancelDeliveries({ context, tenant, ids })
  if (![...results.values()].includes('followed')) return
  throw new DistributionError(
    'INVALID_STATE_TRANSITION',
    'This claim is being published in this moment. Look how it stands, and go on from there.',
  )
}
