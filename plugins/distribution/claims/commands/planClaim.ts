import { chooseChannels } from '../../distribute/chooseChannels.ts'
import { entitlePost } from '../../distribute/entitle/entitlePost.ts'
import { planPost } from '../../distribute/planPost.ts'
import type { ID } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import { acceptClaim } from '../acceptClaim.ts'
import type { StandingClaim } from '../claimRows.ts'
import { callOff } from './callOff.ts'
import type { ChosenAccount } from './chooseAccounts.ts'
import { keepClaimPlan } from './keepClaimPlan.ts'
import { keepClaimPost } from './keepClaimPost.ts'
import { refuseStopped } from './refuseStopped.ts'

/** An account to which a claim goes, and when. */
export type Going = ChosenAccount & { at: Date }

type Args = {
  /** Of the house. */
  context: OperationContext
  /** Held by the caller's transaction. */
  claim: StandingClaim
  going: Going[]
  timezone: string | null
  /** Whether it goes out at once. */
  isNow: boolean
}

/**
 * Makes the post of a claim and plans it for its accounts, in place of whatever it had planned before, and takes the claim as
 * accepted. What one platform refuses keeps it from that one alone: its delivery fails at once, and the others go.
 *
 * @throws INVALID_STATE_TRANSITION, ILLEGAL_MOVE where a manager has stopped its plan, CONTENT_REFUSED where no platform takes
 * it, and those of `planPost`
 */
export const planClaim = async (args: Args): Promise<void> => {
  const { context, claim, going, timezone, isNow } = args
  const { db } = context
  // Whatever follows takes its time: the window is looked at before.
  if (claim.accepted_at === null) await acceptClaim(db, claim)
  await callOff(context, claim)
  await refuseStopped(context, claim)
  const ids = going.map(({ channel }) => channel)
  const post = await keepClaimPost({ context, claim, channels: ids })
  const channels = await chooseChannels({ context, tenant: claim.tenant_id, ids })
  const byChannel = new Map(going.map((one) => [String(one.channel), one]))
  const at = new Date(Math.min(...going.map((one) => one.at.getTime())))
  const entitled = await entitlePost({
    ...{ context, channels, at },
    post: { ...post, tenant: claim.tenant_id },
  })
  const plan = await planPost({
    ...{ context, entitled, channels, at, isDuplicateAllowed: false, isEachAlone: true },
    timeOf: (channel: ID) => byChannel.get(String(channel))?.at ?? at,
    textOf: (channel: ID) => {
      const platform = byChannel.get(String(channel))?.platform
      return platform && claim.captions?.[platform]
    },
  })
  await keepClaimPlan({
    ...{ db, claim, timezone, isNow, post: post.id, plan: plan.id },
    platforms: going.map(({ platform }) => platform),
  })
}
