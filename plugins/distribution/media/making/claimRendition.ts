import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { RenditionState } from '../renditions.ts'
import type { MadeSpec } from '../spec.ts'

/** How often a file is begun before it counts as one that cannot be made. */
export const maxAttempts = 3

export type Rendition = {
  id: ID
  tenant_id: ID
  kind: MadeSpec['kind']
  spec: MadeSpec
  state: RenditionState
  reason: string | null
  attempt: number
  /** Grows with each claim; a write that carries an older one is refused. */
  fence: number
  file_id: ID | null
  lease_until: string | Date | null
}

/** A rendition is ours as long as nobody else has claimed or stopped it. */
const isOurs = ({ id, tenant_id: tenant, fence }: Rendition) =>
  sql`id = ${id} and tenant_id = ${tenant} and state = 'rendering' and fence = ${fence}`

const leaseEnd = (now: Date, leaseMs: number) => new Date(now.getTime() + leaseMs).toISOString()

/**
 * Takes a rendition for making it: one that waits, whose file was removed, or whose maker's lease has ended.
 * Of any number of workers that try, one gets it; the others are told how it stands.
 */
export const claimRendition = async (args: {
  db: Db
  tenant: ID
  id: ID
  now: Date
  leaseMs: number
}): Promise<{ claimed: Rendition } | { seen: Rendition } | undefined> => {
  const { db, tenant, id, now } = args
  const columns = sql.raw(
    `id, tenant_id, kind, spec, state, reason, attempt::int as attempt, fence::int as fence, file_id,
     lease_until`,
  )
  const [claimed] = await rows<Rendition>(
    db,
    sql`
      update postyard_renditions
      set state = 'rendering', attempt = attempt + 1, fence = fence + 1, progress = 0, reason = null,
          updated_at = clock_timestamp(), lease_until = ${leaseEnd(now, args.leaseMs)}
      where id = ${id} and tenant_id = ${tenant}
        and (state in ('pending', 'removed')
          or (state = 'rendering' and lease_until < ${now.toISOString()} and attempt < ${maxAttempts}))
      returning ${columns}`,
  )
  if (claimed) return { claimed }
  const [seen] = await rows<Rendition>(
    db,
    sql`select ${columns} from postyard_renditions where id = ${id} and tenant_id = ${tenant}`,
  )
  return seen ? { seen } : undefined
}

/** Says how making it ended, under the claim that made it; false where it is not ours any more. */
export const finishRendition = async (args: {
  db: Db
  rendition: Rendition
  state: 'ready' | 'failed' | 'pending'
  reason: string | null
  file: ID | null
  /** An attempt that was cut short by us does not count. */
  isUncounted?: boolean
}): Promise<boolean> => {
  const { db, rendition, state } = args
  const { rowCount } = await db.execute(sql`
    update postyard_renditions
    set state = ${state}, reason = ${args.reason}, file_id = ${args.file}, lease_until = null,
        progress = ${state === 'ready' ? 100 : 0},
        attempt = attempt - ${args.isUncounted ? 1 : 0}, updated_at = clock_timestamp()
    where ${isOurs(rendition)}`)
  return rowCount === 1
}

/**
 * Keeps making a file ours for longer, and says how much of it is made, in per cent; false where it is not ours any
 * more.
 */
export const keepRendition = async (args: {
  db: Db
  rendition: Rendition
  now: Date
  leaseMs: number
  progress?: number
}): Promise<boolean> => {
  const { db, rendition, now, progress = 0 } = args
  const { rowCount } = await db.execute(sql`
    update postyard_renditions
    set lease_until = ${leaseEnd(now, args.leaseMs)}, progress = greatest(progress, ${progress}),
        updated_at = case when progress < ${progress} then clock_timestamp() else updated_at end
    where ${isOurs(rendition)}`)
  return rowCount === 1
}

/** Begun as often as it may be, and its maker is gone: making it seems to stop the worker. */
export const isGivenUp = (seen: Rendition, now: Date): boolean =>
  seen.state === 'rendering' &&
  seen.attempt >= maxAttempts &&
  seen.lease_until !== null &&
  new Date(seen.lease_until) < now
