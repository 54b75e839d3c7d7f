import type { ClaimRow, ClaimState } from '../model/claims.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { DeliveryState } from '../model/states.ts'
import { claimState } from './claimState.ts'

/** A claim with what its state follows from, all of one instant of the database's clock. */
export type StandingClaim = ClaimRow & {
  deliveries: {
    id: ID
    channel: ID
    platform: string
    state: DeliveryState
    isTried: boolean
    /** When it goes out, an instant. */
    at: string
  }[]
  now: Date
  state: ClaimState
}

type Found = ClaimRow & Pick<StandingClaim, 'deliveries' | 'now'>

const dates = [
  'claimed_at',
  'expires_at',
  'accepted_at',
  'started_at',
  'cancelled_at',
  'expired_at',
  'now',
] as const

const withDates = <Row extends Found>(row: Row): Row => ({
  ...row,
  ...Object.fromEntries(
    dates.map((name) => [name, row[name] === null ? null : new Date(row[name])]),
  ),
})

/**
 * Claims of a tenant by their ids. `isLocked` holds them until the caller's transaction ends, so that nothing else is
 * decided about them meanwhile; the instant is that after the wait.
 */
export const readClaims = async (
  db: Db,
  { tenant, ids, isLocked = false }: { tenant: ID; ids: readonly ID[]; isLocked?: boolean },
): Promise<StandingClaim[]> => {
  if (isLocked) {
    await db.execute(sql`
      select from postyard_claims
      where id = any(${sql.param([...ids])}) and tenant_id = ${tenant}
      order by id for update`)
  }
  const found = await rows<Found>(
    db,
    sql`
      select c.id, c.tenant_id, c.claim_id, c.influencer_id, c.clip_id, c.campaign_id, c.claimed_at, c.expires_at,
        c.accepted_at, c.started_at, c.cancelled_at, c.expired_at, c.overlays, c.captions, c.platforms, c.timezone,
        c.written, c.retries::int as retries, c.post_id, c.plan_id, c.earlier, clock_timestamp() as now,
        coalesce((
          select jsonb_agg(jsonb_build_object('id', d.id, 'channel', d.channel_id, 'platform', h.platform, 'state', d.state,
                                              'isTried', d.attempt > 0 or d.executed_at is not null,
                                              'at', d.scheduled_at)
                           order by d.id)
          from postyard_deliveries d
          join postyard_channels h on h.id = d.channel_id
          where d.plan_id = c.plan_id and d.tenant_id = c.tenant_id
        ), '[]') as deliveries
      from postyard_claims c
      where c.id = any(${sql.param([...ids])}) and c.tenant_id = ${tenant}`,
  )
  return found.map((row) => {
    const claim = withDates(row)
    const state = claimState({
      deliveries: claim.deliveries.map((one) => one.state),
      isBegun: claim.deliveries.some((one) => one.isTried),
      expiresAt: claim.expires_at,
      acceptedAt: claim.accepted_at,
      startedAt: claim.started_at,
      cancelledAt: claim.cancelled_at,
      now: claim.now,
    })
    return { ...claim, state }
  })
}
