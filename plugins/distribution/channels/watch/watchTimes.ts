import { system } from '../../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { logEvent } from '../../model/logEvent.ts'
import { createPostizClient, type PostizConnection } from '../postiz/index.ts'
import { findTimeShift } from './findTimeShift.ts'

type Args = { db: Db; tenant: ID; connection: PostizConnection }

/** So far Postiz may keep times from those that it was given, in milliseconds: no zone is further from UTC. */
const furthestMs = 14 * 60 * 60_000

/** As many drafts are compared. */
const most = 5

type Draft = { draft_id: string; draft_at: string | Date }

/**
 * Notices a Postiz whose clock lives in another zone than UTC: it keeps the times of our drafts shifted, and publishes
 * so much too early or too late. Compares some drafts that stand there with what they were given; costs one request that is
 * not counted, and none where there is no draft.
 */
export const watchTimes = async ({ db, tenant, connection }: Args): Promise<void> => {
  const drafts = await rows<Draft>(
    db,
    sql`
      select draft_id, draft_at from postyard_deliveries
      where tenant_id = ${tenant} and wake_at is not null and state in ('scheduled', 'queued')
        and draft_state = 'staged' and draft_id is not null
      order by draft_at
      limit ${most}`,
  )
  const times = drafts.map(({ draft_at }) => new Date(draft_at).getTime())
  if (times.length === 0) return
  const listed = await createPostizClient(connection).listPosts({
    from: new Date(Math.min(...times) - furthestMs),
    to: new Date(Math.max(...times) + furthestMs),
  })
  if (!listed.ok) return
  const keptAt = new Map(listed.value.map(({ id, publishDate }) => [id, Date.parse(publishDate)]))
  const shift = findTimeShift(
    drafts.flatMap(({ draft_id, draft_at }) => {
      const kept = keptAt.get(draft_id)
      return kept === undefined ? [] : { given: new Date(draft_at).getTime(), kept }
    }),
  )
  if (shift === undefined) return
  const { rowCount } = await db.execute(sql`
    update postyard_connections set time_shift_minutes = ${shift === 0 ? null : shift}
    where tenant = ${String(tenant)} and time_shift_minutes is distinct from ${shift === 0 ? null : shift}::int`)
  if (rowCount !== 1) return
  const type = `distribution.connection.${shift === 0 ? 'time_kept' : 'time_shifted'}` as const
  await logEvent({ db, type, tenant, actor: system, data: { minutes: shift } })
}
