import { sql } from './database.ts'

/**
 * Whether a receiver may know the delivery `d` by what it said at an earlier attempt, which goes out again under the same
 * id: a mail of it went out or may have, or a request may have arrived that no later answer refused.
 */
export const mayBeKnown = sql.raw(`(
  d.kind = 'email' and exists (
    select 1 from postyard_mails m
    where m.delivery = d.id::text and m.tenant = d.tenant_id::text and m.state in ('sent', 'sending', 'unknown'))
  or d.kind = 'webhook' and exists (
    select 1 from postyard_receipts r
    where r.delivery_id = d.id and r.tenant_id = d.tenant_id and r.action = 'fire'
      and (r.closed_at is null or r.outcome = 'unknown' or r.raw_meta ->> 'mayHaveArrived' = 'true')
      and not exists (
        select 1 from postyard_receipts later
        where later.delivery_id = d.id and later.tenant_id = d.tenant_id and later.action = 'fire'
          and later.opened_at > r.opened_at and later.outcome = 'refused')))`)
