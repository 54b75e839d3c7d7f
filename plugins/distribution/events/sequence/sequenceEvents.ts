import type { Payload } from 'payload'
import { type Db, poolOf, rows, sql } from '../../model/database.ts'
import { settledTypes } from '../../model/eventTypes.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { deriveEvents } from './deriveEvents.ts'

/** Whoever reads events in order listens on it: a notification says that positions were given. */
export const eventsChannel = 'postyard_events'

const lockKey = 7_031_946_112

/** One at a time over all processes, until the transaction ends. It is waited for. */
const lock = (db: Db) => db.execute(sql`select pg_advisory_xact_lock(${lockKey}::bigint)`)

type Given = { count: number; ended: string[] }

const givePositions = async (db: Db, limit: number): Promise<Given> => {
  const [given] = await rows<Given>(
    db,
    sql`
      with batch as materialized (
        select id, row_number() over (order by seq) as turn
        from (
          select id, seq from postyard_events where position is null order by seq limit ${limit}
        ) waiting
      ), ticked as (
        insert into postyard_event_clock as clock (id, position)
        select 1, count(*) from batch
        on conflict (id) do update set position = clock.position + excluded.position
        returning position
      ), given as (
        update postyard_events e
        set position = ticked.position - (select count(*) from batch) + batch.turn
        from batch, ticked
        where e.id = batch.id
        returning e.id, e.type
      )
      select count(*)::int as count,
             coalesce(array_agg(id) filter (where type = any(${sql.param(settledTypes)})), '{}') as ended,
             case when count(*) > 0 then pg_notify(${eventsChannel}, '') end
      from given`,
  )
  return given ?? { count: 0, ended: [] }
}

/** What follows from those that got their positions gets its own at once, in the same transaction. */
const giveAll = async (db: Db, limit: number): Promise<number> => {
  const { count, ended } = await givePositions(db, limit)
  const derived = await deriveEvents({ db, ids: ended })
  return derived === 0 ? count : count + (await giveAll(db, limit))
}

/** Whether any event waits for its position; one look into an index that holds nothing else. */
export const areWaiting = async (db: Db): Promise<boolean> =>
  (await rows(db, sql`select 1 from postyard_events where position is null limit 1`)).length > 0

/**
 * Gives events that have none their positions, and tells whoever listens on `eventsChannel`, once. Returns how many it
 * gave; fewer than `limit` means that every event that was committed before the call has its position. Any number of
 * processes may call it at once.
 *
 * Who has read up to position x, and goes on with what is greater, misses nothing:
 * 1. Positions are given under a lock that is held until its transaction has committed. Each batch's are greater than
 *    those of all batches before it, and by the time it begins, those before it are committed.
 * 2. So a reader who sees one position of a batch sees all of the batch and of every batch before: nothing with a smaller
 *    position can appear later. It does not matter that `seq` is drawn before a transaction commits, and that a later
 *    one may commit first: a row without a position is only seen here once it is committed, and then gets a position
 *    greater than all that are given.
 *
 * An event that follows from another one comes after it. Whoever writes the second has seen the first one's transaction
 * committed, or is the same transaction: for one delivery since its row is locked by the change that writes the event,
 * for a plan's end since its row is locked as well. So the first one's `seq` was drawn earlier and is smaller, and
 * whenever the second is seen here, the first is seen too. Either it has its position already, or both wait, and a
 * batch takes the smallest `seq` first and gives in that order.
 *
 * Nothing of this touches those who write events: no trigger, no notification and no lock is in their way.
 */
export const sequenceEvents = async (args: {
  payload: Payload
  /** At most so many in one transaction. */
  limit?: number
}): Promise<number> => {
  const { payload, limit = 2_000 } = args
  if (!(await areWaiting(poolOf(payload)))) return 0
  return inOwnTransaction(payload, async (db) => {
    await lock(db)
    return giveAll(db, limit)
  })
}

/** Gives every event that is committed by now its position. */
export const sequenceAll = async ({ payload }: { payload: Payload }): Promise<number> => {
  const limit = 2_000
  let total = 0
  for (;;) {
    const given = await sequenceEvents({ payload, limit })
    total += given
    if (given < limit) return total
  }
}
