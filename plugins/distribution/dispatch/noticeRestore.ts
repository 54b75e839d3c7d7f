import type { Payload } from 'payload'
import { type Db, poolOf, rows, sql } from '../model/database.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { askAfterRestore } from './askAfterRestore.ts'

/**
 * What is another one after a restore: the cluster's own number and the history of its log after that of a whole
 * cluster, the numbers of the database and of the table after that of a dump.
 */
const identity = sql`jsonb_build_object(
  'system', (select system_identifier::text from pg_control_system()),
  'history', substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8),
  'database', (select oid::text from pg_database where datname = current_database()),
  'table', 'postyard_deliveries'::regclass::oid::text
)`

/**
 * Nobody was at work for longer than this, in milliseconds: the machines stood still, or a copy of the database's disk
 * was put back, which no number shows.
 */
const silenceMs = 5 * 60_000

type Seen = { is_known: boolean; is_same: boolean; is_silent: boolean; seen_at: string; at: string }

const look = async (db: Db, forUpdate = false): Promise<Seen | undefined> => {
  const [seen] = await rows<Seen>(
    db,
    sql`
      select true as is_known, identity = ${identity} as is_same,
        seen_at < clock_timestamp() - ${`${silenceMs} milliseconds`}::interval as is_silent,
        seen_at::text, clock_timestamp()::text as at
      from postyard_installation where id = 1 ${forUpdate ? sql`for update` : sql``}`,
  )
  return seen
}

/** What may have gone out in the lost time is looked for at Postiz before it is sent. */
const doubt = (db: Db, seen: Seen) =>
  db.execute(sql`
    update postyard_deliveries
    set doubtful_since = least(doubtful_since, ${seen.seen_at}::timestamptz), doubtful_until = ${seen.at}::timestamptz
    where kind = 'postiz' and state not in ('published', 'dispatched', 'skipped', 'cancelled')
      ${
        seen.is_same
          ? sql`and coalesce(next_attempt_at, scheduled_at) between ${seen.seen_at}::timestamptz - interval '2 minutes'
              and ${seen.at}::timestamptz`
          : sql``
      }`)

/**
 * Finds out whether the database is the one that was at work last, and was at work until just now. Where it was
 * restored from a backup, or nobody was at work for some minutes, all that may have gone out since then is marked, and
 * reconciled with Postiz before it is sent; after a restore, what went elsewhere is asked of a person. To be called before
 * anything leaves the house; costs one look.
 *
 * @returns whether anything is in doubt since this call
 */
export const noticeRestore = async (args: { payload: Payload }): Promise<boolean> => {
  const { payload } = args
  const seen = await look(poolOf(payload))
  if (seen?.is_same && !seen.is_silent) return false
  return inOwnTransaction(payload, async (db) => {
    // A table that has just been made has nothing that went out before.
    await db.execute(sql`
      insert into postyard_installation (id, identity, seen_at)
      values (1, ${identity}, clock_timestamp()) on conflict do nothing`)
    const found = await look(db, true)
    if (!found || (found.is_same && !found.is_silent)) return false
    await doubt(db, found)
    if (!found.is_same) await askAfterRestore({ db, now: new Date(found.at) })
    await db.execute(sql`
      update postyard_installation set identity = ${identity}, seen_at = clock_timestamp() where id = 1`)
    payload.logger.warn(
      found.is_same
        ? `Nobody was at work since ${found.seen_at}. What fell due since then is looked for at Postiz before it is sent.`
        : `The database was restored: it last was at work at ${found.seen_at}. Whatever may have gone out since then is looked for at Postiz before it is sent; what went elsewhere is asked of a person. What is planned for later may have been brought forward and sent in that time: look through it, and cancel what went out.`,
    )
    return true
  })
}

/** Says that somebody is at work, so that a later silence is noticed. */
export const stayNoticed = async (args: { payload: Payload }): Promise<void> => {
  await poolOf(args.payload).execute(sql`
    update postyard_installation set seen_at = clock_timestamp()
    where id = 1 and seen_at < clock_timestamp() - interval '10 seconds'`)
}
