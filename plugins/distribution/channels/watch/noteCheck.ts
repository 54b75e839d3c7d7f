import { type Actor, system } from '../../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { ConnectionEvent } from '../../model/eventTypes.ts'
import { logEvent } from '../../model/logEvent.ts'
import { connectionRefusedCode } from '../../model/reasons.ts'
import { againSoonMs, figuresEveryMs } from '../../model/upkeep.ts'

type Args = { db: Db; tenant: ID; now: Date }

/** So many times in a row a key is refused before it counts as refused: once may be a fault of the moment. */
const refusalsThatCount = 2

const minute = 60_000

const tell = (
  { db, tenant }: Args,
  type: ConnectionEvent,
  data: Record<string, unknown>,
  actor: Actor,
) => logEvent({ db, type: `distribution.connection.${type}`, tenant, actor, data })

/**
 * Postiz has listed its accounts: the connection is well. What was held because it refused the key goes on.
 * `message` is what a person should know of the listing all the same.
 */
export const noteListing = async (
  args: Args & { checkMinutes: number; message?: string; actor?: Actor },
): Promise<void> => {
  const { db, tenant, now, checkMinutes, message } = args
  const [before] = await rows<{ refused_at: string | null }>(
    db,
    sql`select refused_at from postyard_connections where tenant = ${String(tenant)} for update`,
  )
  const at = now.toISOString()
  const nextAt = after(now, checkMinutes * minute).toISOString()
  await db.execute(sql`
    insert into postyard_connections (tenant, next_check_at, next_figures_at, checked_at, last_error)
    values (${String(tenant)}, ${nextAt}, ${after(now, figuresEveryMs).toISOString()}, ${at}, ${message ?? null})
    on conflict (tenant) do update
    set next_check_at = excluded.next_check_at, checked_at = excluded.checked_at, failing_since = null,
        last_error = excluded.last_error, refusals = 0, refused_at = null`)
  if (!before?.refused_at) return
  await db.execute(sql`
    update postyard_deliveries set wake_at = ${at}
    where tenant_id = ${tenant} and state = 'held' and reason_code = ${connectionRefusedCode}`)
  await tell(args, 'restored', { refusedSince: before.refused_at }, args.actor ?? system)
}

/** Postiz could not be asked. That is nobody's fault yet, and changes no channel. */
export const noteFailure = async ({
  db,
  tenant,
  now,
  message,
}: Args & { message: string }): Promise<void> => {
  await db.execute(sql`
    update postyard_connections
    set failing_since = coalesce(failing_since, ${now.toISOString()}), last_error = ${message}
    where tenant = ${String(tenant)}`)
}

/** Postiz refused the key. The first time it is asked again soon; from the second time on the connection is refused. */
export const noteRefusal = async (args: Args & { message: string }): Promise<void> => {
  const { db, tenant, now, message } = args
  const at = now.toISOString()
  const [noted] = await rows<{ refusals: number; is_new: boolean }>(
    db,
    sql`
      update postyard_connections
      set refusals = least(refusals + 1, 100), last_error = ${message},
          failing_since = coalesce(failing_since, ${at}),
          refused_at = case when refusals + 1 >= ${refusalsThatCount} then coalesce(refused_at, ${at}::timestamptz) end,
          next_check_at = case
            when refusals + 1 >= ${refusalsThatCount} then next_check_at
            else ${after(now, againSoonMs).toISOString()}::timestamptz
          end
      where tenant = ${String(tenant)}
      returning refusals, refusals = ${refusalsThatCount} as is_new`,
  )
  if (noted?.is_new) await tell(args, 'refused', { reason: message }, system)
}

/** A delivery met a refusal of the key: whether that is so for all is found out with the next tick. */
export const hurryCheck = async ({ db, tenant, now }: Args): Promise<void> => {
  const at = now.toISOString()
  await db.execute(sql`
    update postyard_connections set next_check_at = ${at}
    where tenant = ${String(tenant)} and refused_at is null and next_check_at > ${at}`)
}
