import { lockDeliveries } from '../../distribute/lockDeliveries.ts'
import type { ClaimPlatform } from '../../model/claims.ts'
import { reasons } from '../../model/reasons.ts'
import { isSettled } from '../../model/states.ts'
import type { OperationContext } from '../../operation.ts'
import { answerClaim } from '../answerClaim.ts'
import type { StandingClaim } from '../claimRows.ts'
import { heldClaim } from '../ownedClaim.ts'
import { platformOfChannel } from '../platformOfChannel.ts'
import { tellClaim } from '../tellClaim.ts'
import { asHouse } from './asHouse.ts'
import { bringForward } from './bringForward.ts'
import { type ChosenAccount, chooseAccounts } from './chooseAccounts.ts'
import { goingAgain } from './goingAgain.ts'
import { keepClaimPlan } from './keepClaimPlan.ts'
import { planClaim } from './planClaim.ts'
import { refuseStopped } from './refuseStopped.ts'

type Waiting = Map<ClaimPlatform, StandingClaim['deliveries'][number]>

const waitingOf = (claim: StandingClaim): Waiting =>
  new Map(
    claim.deliveries.flatMap((one) => {
      const platform = platformOfChannel(one.platform)
      return platform && !isSettled(one.state) ? [[platform, one] as const] : []
    }),
  )

/** Of a scheduled claim that has these platforms planned already: they go now, the others at their time. */
const publishPlanned = async (
  house: OperationContext,
  {
    claim,
    accounts,
    waiting,
  }: { claim: StandingClaim; accounts: ChosenAccount[]; waiting: Waiting },
): Promise<void> => {
  const { db, now, caller } = house
  const { tenant_id: tenant, post_id: post, plan_id: plan, platforms, timezone } = claim
  if (post === null || plan === null) throw new Error('A scheduled claim has a plan.')
  const ids = accounts.flatMap(({ platform }) => waiting.get(platform)?.id ?? [])
  await lockDeliveries({ db, tenant, ids })
  await refuseStopped(house, claim)
  await bringForward({
    ...{ context: house, tenant, ids, at: now, verb: 'published now' },
    reason: { ...reasons.publishNow, message: `${caller.name} told it to go out at once.` },
  })
  await keepClaimPlan({ db, claim, post, plan, timezone, isNow: true, platforms: platforms ?? [] })
}

/**
 * Lets a claim go out now: on these platforms, or on all that it was scheduled for, or else on all where its influencer has an
 * account. What was scheduled on others goes out there at its time.
 *
 * @throws NOT_FOUND, FORBIDDEN, INVALID_STATE_TRANSITION, and those of `planClaim`
 */
export const publishOn = async (
  context: OperationContext,
  { id, platforms }: { id: unknown; platforms: ClaimPlatform[] | undefined },
): Promise<Awaited<ReturnType<typeof answerClaim>>> => {
  const { db, caller } = context
  const { claim, isOwn } = await heldClaim(context, id, 'publish')
  const house = await asHouse(context)
  const waiting = waitingOf(claim)
  const planned = waiting.size > 0 ? [...waiting.keys()] : undefined
  const accounts = await chooseAccounts(db, claim, platforms ?? planned)
  if (accounts.every(({ platform }) => waiting.has(platform))) {
    await publishPlanned(house, { claim, accounts, waiting })
  } else {
    const now = new Set(accounts.map(({ platform }) => platform))
    const going = [
      ...accounts.map((account) => ({ ...account, at: context.now })),
      ...(await goingAgain(db, claim)).filter(({ platform }) => !now.has(platform)),
    ]
    const { timezone } = claim
    await planClaim({ context: house, claim, going, timezone, isNow: true })
  }
  await tellClaim({
    ...{ db, type: 'publishing', claim, actor: caller.actor, isForThem: !isOwn },
    data: { platforms: accounts.map(({ platform }) => platform) },
  })
  return answerClaim(context, claim)
}
