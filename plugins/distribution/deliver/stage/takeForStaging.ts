import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after, patience } from '../../model/deadlines.ts'
import { draftToleranceMs } from '../../model/draftTime.ts'
import { notPrepared } from '../../model/reasons.ts'
import { spanMs } from './planBatches.ts'

type Args = { db: Db; tenant: ID; now: Date }

/** As many are staged by one job; others have jobs of their own. */
const mostAtOnce = 300

const fireAtOfRow = sql`coalesce(d.next_attempt_at, d.scheduled_at)`

/** A draft that stands and can be fired at its time, as `fitsItsTime` says of rows that are not due yet. */
const isStanding = sql`(d.draft_state = 'staged' and d.draft_id is not null and d.doubtful_since is null
  and ${fireAtOfRow} >= d.draft_at
  and ${fireAtOfRow} - d.draft_at < ${`${draftToleranceMs} milliseconds`}::interval)`

type Condition = ReturnType<typeof sql>

/** Of the deliveries that a tenant has scheduled, those that nobody has in hand and on which there is something to do. */
const isFree = ({ tenant, now }: Args): Condition => sql`
  d.tenant_id = ${tenant} and d.state = 'scheduled' and d.kind = 'postiz'
  and (d.lease_until is null or d.lease_until < ${now.toISOString()})`

/** What is named, as far as it has no draft to be fired, and is not to be left alone until it is due. */
const isNamed = (ids: ID[]): Condition => sql`(
  d.id = any(${sql.param(ids)}) and not ${isStanding}
  and coalesce(d.reason_code, '') <> ${notPrepared.untilDue})`

/** When one that was tried in vain wants to be tried again, that is its moment to wake, long before it is due. */
const isItsTime = (now: Date): Condition => sql`(
  d.wake_at <= ${after(now, spanMs).toISOString()} or d.wake_at >= ${fireAtOfRow})`

/**
 * What is to be staged by the time at which it is staged together with others, and is due `until` then; what could not be
 * staged before waits for its own turn.
 */
const isWaiting = ({ now }: Args, until: Date): Condition => sql`(
  d.draft_state in ('none', 'dirty') and d.wake_at <= ${until.toISOString()}
  and ${fireAtOfRow} <= ${until.toISOString()} and ${isItsTime(now)}
  and coalesce(d.reason_code, '') <> all(${sql.param(Object.values(notPrepared))}))`

const take = async (args: Args & { ids: ID[] }, which: Condition): Promise<ID[]> => {
  const { db, now, ids } = args
  const taken = await rows<{ id: ID }>(
    db,
    sql`
      with wanted as (
        select d.id from postyard_deliveries d
        where ${isFree(args)} and ${which}
        order by d.id = any(${sql.param(ids)}) desc, d.wake_at, d.id
        limit ${mostAtOnce}
        for update skip locked
      )
      update postyard_deliveries d
      set lease_until = ${after(now, patience.lease).toISOString()}
      from wanted
      where d.id = wanted.id
      returning d.id`,
  )
  return taken.map(({ id }) => id)
}

/**
 * Takes deliveries of a tenant that are named, as far as there is something to be staged ahead of their time, so that no
 * two workers stage the same. Should this worker stop now, they are to be had again after a while.
 */
export const takeNamed = (args: Args & { ids: ID[] }): Promise<ID[]> =>
  take(args, isNamed(args.ids))

/**
 * As `takeNamed`, and with them all others of the tenant that are to be staged and are due before `until`. Nothing is
 * taken where nothing is to be done for those that are named: then another has taken them along, or does so now.
 */
export const takeWaiting = async (args: Args & { ids: ID[]; until: Date }): Promise<ID[]> => {
  const { db, ids, until } = args
  const [open] = await rows(
    db,
    sql`select 1 from postyard_deliveries d where ${isFree(args)} and ${isNamed(ids)} limit 1`,
  )
  return open ? take(args, sql`(${isNamed(ids)} or ${isWaiting(args, until)})`) : []
}
