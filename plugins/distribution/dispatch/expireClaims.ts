import type { Payload } from 'payload'
import { system } from '../model/changeState.ts'
import { poolOf, sql } from '../model/database.ts'

/** So many are told of by one statement. */
const portion = 1_000

/**
 * Writes down, and tells of once each, that claims have expired. They had by their clock before: nothing waits for this.
 * What somebody decides about at this moment is left for the next time. Returns how many there were.
 */
export const expireClaims = async ({ payload }: { payload: Payload }): Promise<number> => {
  const db = poolOf(payload)
  let expired = 0
  for (;;) {
    const { rowCount } = await db.execute(sql`
      with ended as (
        select id from postyard_claims
        where expires_at <= clock_timestamp() and accepted_at is null and cancelled_at is null and expired_at is null
        order by expires_at limit ${portion}
        for update skip locked
      ), told as (
        update postyard_claims c
        set expired_at = clock_timestamp(), updated_at = clock_timestamp()
        from ended where c.id = ended.id
        returning c.id, c.tenant_id, c.claim_id, c.influencer_id, c.clip_id, c.campaign_id, c.expires_at
      )
      insert into postyard_events
        (type, schema_version, occurred_at, tenant_id, actor_kind, actor_name, correlation_id, data, updated_at, created_at)
      select 'distribution.claim.expired', 1, clock_timestamp(), t.tenant_id, ${system.kind}, ${system.name}, t.id::text,
        jsonb_build_object('claim', t.id, 'claimId', t.claim_id, 'influencer', t.influencer_id,
          'influencerName', i.name, 'clip', t.clip_id, 'campaign', t.campaign_id, 'isForThem', false,
          'expiresAt', t.expires_at),
        clock_timestamp(), clock_timestamp()
      from told t
      join postyard_influencers i on i.id = t.influencer_id and i.tenant_id = t.tenant_id`)
    expired += rowCount ?? 0
    if ((rowCount ?? 0) < portion) return expired
  }
}
