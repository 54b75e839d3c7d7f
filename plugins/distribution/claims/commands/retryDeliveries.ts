import { askForMedia } from '../../distribute/askForMedia.ts'
import { readLeftAlone } from '../../distribute/deadLetter.ts'
import { lockDeliveries } from '../../distribute/lockDeliveries.ts'
import { lockPostAlone } from '../../distribute/lockPost.ts'
import { redriveDelivery, unsuccessfulStates } from '../../distribute/redriveDelivery.ts'
import { DistributionError } from '../../errors.ts'
import type { ClaimPlatform } from '../../model/claims.ts'
import { inSavepoint } from '../../model/inSavepoint.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { OperationContext } from '../../operation.ts'
import type { StandingClaim } from '../claimRows.ts'
import { platformOfChannel } from '../platformOfChannel.ts'

const hasNoSuccess = ({ state }: DeliveryRow): boolean =>
  (unsuccessfulStates as readonly string[]).includes(state)

const nothingToRetry = () =>
  new DistributionError(
    'ILLEGAL_MOVE',
    'What is missing of this claim may be live already, or was given up by a manager. Ask a manager to look at the account, and to decide.',
  )

/** Its refusal, where the platform still does not take it. */
const redriveOne = async (
  house: OperationContext,
  row: DeliveryRow,
): Promise<DistributionError | undefined> => {
  try {
    await inSavepoint(house.db, () => redriveDelivery(house, row, undefined, unsuccessfulStates))
    return undefined
  } catch (error) {
    if (error instanceof DistributionError && error.code === 'CONTENT_REFUSED') return error
    throw error
  }
}

/**
 * Gives what has not succeeded of a claim a new life, and touches nothing else: not what may be live, nor what a manager gave
 * up. What a platform still refuses stays failed, and
 * keeps none of the others.
 *
 * @returns the platforms that are tried again
 * @throws ILLEGAL_MOVE where nothing else is left, CONTENT_REFUSED where every one of them refuses, and those of `redriveDelivery`
 */
export const retryDeliveries = async (
  house: OperationContext,
  claim: StandingClaim,
): Promise<ClaimPlatform[]> => {
  const { tenant_id: tenant, post_id: post, plan_id: plan, deliveries } = claim
  if (post !== null) await lockPostAlone(house.db, { id: post, tenant })
  const ids = deliveries.map(({ id }) => id)
  const missing = (await lockDeliveries({ db: house.db, tenant, ids })).filter(hasNoSuccess)
  const left = await readLeftAlone(house.db, { tenant, ids: missing.map(({ id }) => id) })
  const rows = missing.filter(({ id }) => !left.has(String(id)))
  if (rows.length === 0) throw nothingToRetry()
  if (post !== null && plan !== null) await askForMedia(house, { post, plan })
  const platforms = new Map(deliveries.map((one) => [String(one.id), one.platform]))
  const tried: ClaimPlatform[] = []
  let refused: DistributionError | undefined
  for (const row of rows) {
    const refusal = await redriveOne(house, row)
    const platform = platformOfChannel(platforms.get(String(row.id)) ?? null)
    if (refusal) refused = refusal
    else if (platform) tried.push(platform)
  }
  if (tried.length === 0 && refused) throw refused
  return tried
}
