import type { z } from 'zod'
import { type ClaimPlatform, claimPlatforms } from '../model/claims.ts'
import { contentOfDelivery } from '../model/contentOfDelivery.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { DeliveryState } from '../model/states.ts'
import type { OperationContext } from '../operation.ts'
import { isAllowed, userOf } from '../security/standing.ts'
import type { claimOutput } from './claimAnswer.ts'
import type { StandingClaim } from './claimRows.ts'
import { claimCommands, isMove } from './moves.ts'
import { platformOfChannel } from './platformOfChannel.ts'
import { type Account, readAccounts } from './readAccounts.ts'

type Answer = z.input<typeof claimOutput>

type Facts = {
  id: ID
  influencer: string
  user_id: ID | null
  clip: string
  video_id: ID
  caption: string | null
  campaign: string
  briefing: string | null
}

const readFacts = (db: Db, ids: ID[]): Promise<Facts[]> =>
  rows(
    db,
    sql`
      select c.id, i.name as influencer, i.user_id, k.title as clip, k.video_id, k.caption,
        g.name as campaign, g.briefing
      from postyard_claims c
      join postyard_influencers i on i.id = c.influencer_id and i.tenant_id = c.tenant_id
      join postyard_clips k on k.id = c.clip_id and k.tenant_id = c.tenant_id
      join postyard_campaigns g on g.id = c.campaign_id and g.tenant_id = c.tenant_id
      where c.id = any(${sql.param(ids)})`,
  )

type Sent = {
  claim: ID
  id: ID
  channel_id: ID
  platform: string | null
  account: string
  state: DeliveryState
  reason: string | null
  scheduled_at: Date
  executed_at: Date | null
  external_url: string | null
  attempt: number
  said: string | null
}

const readSent = (db: Db, ids: ID[]): Promise<Sent[]> =>
  rows(
    db,
    sql`
      select c.id as claim, d.id, d.channel_id, h.platform, coalesce(h.account_name, h.name) as account, d.state,
        d.reason, d.scheduled_at, d.executed_at, d.external_url, d.attempt::int as attempt,
        (${contentOfDelivery}) ->> 'text' as said
      from postyard_claims c
      join postyard_deliveries d on d.plan_id = c.plan_id and d.tenant_id = c.tenant_id
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      join postyard_channels h on h.id = d.channel_id and h.tenant_id = d.tenant_id
      where c.id = any(${sql.param(ids)})
      order by d.id`,
  )

const instant = (at: Date | null): string | null =>
  at === null ? null : new Date(at).toISOString()

/** What is said on a platform where nothing has been planned there yet. */
export const captionOf = (
  { captions }: Pick<StandingClaim, 'captions'>,
  { caption }: { caption: string | null },
  platform: ClaimPlatform,
): string => captions?.[platform] ?? caption ?? ''

type OnPlatform = {
  claim: StandingClaim
  facts: Facts
  platform: ClaimPlatform
  account: Account | undefined
  sent: Sent | undefined
}

const toPlatform = ({ claim, facts, platform, account, sent }: OnPlatform) => {
  const isOut = sent?.state === 'published' || sent?.state === 'dispatched'
  return {
    platform,
    channel: sent?.channel_id ?? account?.channel ?? null,
    account: sent?.account ?? account?.name ?? null,
    isChosen: claim.platforms?.includes(platform) ?? false,
    delivery: sent?.id ?? null,
    state: sent?.state ?? null,
    reason: sent?.reason ?? null,
    caption: sent?.said ?? captionOf(claim, facts, platform),
    scheduledAt: instant(sent?.scheduled_at ?? null),
    publishedAt: isOut ? instant(sent?.executed_at ?? null) : null,
    url: sent?.external_url ?? null,
    attempts: sent?.attempt ?? 0,
  }
}

/** Whether the caller may command a claim: it is their own, or they are staff. */
const mayAct = (
  { caller }: Pick<OperationContext, 'caller'>,
  { tenant_id: tenant }: StandingClaim,
  { user_id }: Facts,
): boolean => {
  if (!isAllowed(caller.standing, 'claims.act', tenant)) return false
  if (isAllowed(caller.standing, 'claims.actForOthers', tenant)) return true
  const user = userOf(caller)
  return user !== undefined && user_id !== null && String(user_id) === String(user)
}

/** When it goes out first, of what was not called off. */
const firstAt = (sent: Sent[]): Date | null => {
  const times = sent.flatMap(({ state, scheduled_at }) =>
    state === 'cancelled' ? [] : new Date(scheduled_at).getTime(),
  )
  return times.length === 0 ? null : new Date(Math.min(...times))
}

/** Claims of one tenant as operations answer with them, in the same order. */
export const toClaimAnswers = async (
  context: Pick<OperationContext, 'db' | 'caller'>,
  claims: readonly StandingClaim[],
): Promise<Answer[]> => {
  const [first] = claims
  if (!first) return []
  const { db } = context
  const ids = claims.map(({ id }) => id)
  const facts = new Map((await readFacts(db, ids)).map((one) => [String(one.id), one]))
  const sent = Map.groupBy(await readSent(db, ids), ({ claim }) => String(claim))
  const accounts = await readAccounts(db, {
    tenant: first.tenant_id,
    influencers: claims.map(({ influencer_id }) => influencer_id),
  })
  return claims.map((claim): Answer => {
    const own = facts.get(String(claim.id))
    if (!own) throw new Error(`What the claim ${claim.id} points at is gone.`)
    const all = sent.get(String(claim.id)) ?? []
    const may = mayAct(context, claim, own)
    return {
      id: claim.id,
      claimId: claim.claim_id,
      state: claim.state,
      influencer: { id: claim.influencer_id, name: own.influencer },
      clip: {
        ...{ id: claim.clip_id, name: own.clip, video: own.video_id, caption: own.caption ?? '' },
      },
      campaign: { id: claim.campaign_id, name: own.campaign, briefing: own.briefing ?? '' },
      claimedAt: claim.claimed_at.toISOString(),
      expiresAt: claim.expires_at.toISOString(),
      scheduledAt: instant(firstAt(all)),
      timezone: claim.timezone,
      overlays: claim.overlays ?? {},
      retries: claim.retries,
      post: claim.post_id,
      plan: claim.plan_id,
      platforms: claimPlatforms.map((platform) =>
        toPlatform({
          ...{ claim, facts: own, platform },
          account: accounts.get(String(claim.influencer_id))?.[platform],
          sent: all.find((one) => platformOfChannel(one.platform) === platform),
        }),
      ),
      commands: may ? claimCommands.filter((command) => isMove(command, claim.state)) : [],
    }
  })
}

/** One claim as operations answer with it. */
export const toClaimAnswer = async (
  context: Pick<OperationContext, 'db' | 'caller'>,
  claim: StandingClaim,
): Promise<Answer> => {
  const [answer] = await toClaimAnswers(context, [claim])
  if (!answer) throw new Error('A claim makes an answer.')
  return answer
}
