import { readDelivery } from '../../model/claimDelivery.ts'
import type { OperationContext } from '../../operation.ts'
import { readClaims, type StandingClaim } from '../claimRows.ts'
import { platformOfChannel } from '../platformOfChannel.ts'
import { asHouse } from './asHouse.ts'
import { chooseAccounts } from './chooseAccounts.ts'
import { type Going, planClaim } from './planClaim.ts'

/** When each platform that a claim has planned is to get it, by the platform. */
export const plannedTimes = async (
  { db }: OperationContext,
  claim: StandingClaim,
): Promise<Map<string, Date>> => {
  const times = new Map<string, Date>()
  for (const { id, platform, state } of claim.deliveries) {
    if (state === 'cancelled') continue
    const row = await readDelivery({ db, tenant: claim.tenant_id, id })
    const known = platformOfChannel(platform)
    if (row && known) times.set(known, row.scheduled_at)
  }
  return times
}

/**
 * Plans a scheduled claim anew, as it is dressed now, for the same platforms at the same times; all of it is in the
 * caller's transaction, which holds the claim. A claim that has nothing planned stays as it is.
 *
 * @throws those of `planClaim`
 */
export const replanClaim = async (args: {
  context: OperationContext
  claim: Pick<StandingClaim, 'id' | 'tenant_id'>
}): Promise<void> => {
  const { context } = args
  const { id, tenant_id: tenant } = args.claim
  const [claim] = await readClaims(context.db, { tenant, ids: [id] })
  if (claim?.state !== 'scheduled') return
  const times = await plannedTimes(context, claim)
  const accounts = await chooseAccounts(context.db, claim, claim.platforms ?? undefined)
  const going = accounts.flatMap((account): Going[] => {
    const at = times.get(account.platform)
    return at ? [{ ...account, at }] : []
  })
  const { timezone } = claim
  await planClaim({ context: await asHouse(context), claim, going, timezone, isNow: false })
}
