import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { sql } from './database.ts'

/** How an attempt ended, as far as that tells of the account; the one that decides first. */
export const verdicts = [
  'succeeded',
  'unauthorised',
  'limited',
  'rejected',
  'failed',
  'unsure',
] as const

export type Verdict = (typeof verdicts)[number]

/** As platforms say that it was too much; Postiz hands their words on. */
const limitWords = 'rate.?limit|too many|limit (reached|exceeded)|quota|throttl|spam'

/**
 * What a receipt `r` tells of its account, in an expression: a `Verdict`, or null where it tells nothing. What lies at
 * Postiz itself, at the way to it, or at us says nothing of an account; nor does a draft that was switched on and of which
 * the platform has not spoken yet. One attempt has several receipts with one fence: the first verdict of the list decides.
 */
export const receiptVerdict: SQL = sql.raw(`
  case
    when r.closed_at is null then null
    when r.action = 'answer' then
      case r.raw_meta ->> 'result' when 'posted' then 'succeeded' when 'failed' then 'failed' end
    when r.action not in ('fire', 'look') then null
    when r.raw_meta ->> 'result' in ('published', 'dispatched', 'partly') then 'succeeded'
    when r.error_code = 'CHANNEL_UNAUTHORISED' then 'unauthorised'
    when r.action = 'fire' and r.status_code = 429 then 'limited'
    when r.error_code = 'CHANNEL_DISABLED' or r.error_code = 'INTERRUPTED' or r.error_code like 'POSTIZ\\_%'
      or r.error_code like 'ENTITLEMENT\\_%' or r.error_code like 'CHANNEL\\_NOT\\_%' then null
    when r.raw_meta ->> 'result' = 'error' then
      case
        when r.external_url is not null then 'succeeded'
        when r.error_message ~* '${limitWords}' then 'limited'
        when r.error_code = 'PUBLISH_UNCONFIRMED' then 'unsure'
        else 'rejected'
      end
    when r.action = 'look' then null
    when r.outcome = 'unknown' then 'unsure'
    when r.outcome = 'retry' then 'failed'
    when r.raw_meta ->> 'result' = 'failed' then 'rejected'
  end`)

/** The place of a verdict in the list, from 1, so that the least of several decides. */
export const verdictRank = sql`array_position(${sql.raw(`array['${verdicts.join("', '")}']`)}, ${receiptVerdict})`
