import type { Payload, PayloadRequest } from 'payload'
import { DistributionError } from '../errors.ts'
import { type Db, dbOf, type ID, rows, sql } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import type { Settings } from '../options.ts'
import { listMedia } from './mapMedia.ts'
import { readMedia } from './openMedia.ts'
import { renderKey } from './renderKey.ts'
import type { MadeSpec } from './spec.ts'

/** How often a file is begun before it counts as one that cannot be made. */
export const maxAttempts = 3

export type RenditionState = 'pending' | 'rendering' | 'ready' | 'failed'

export type Rendition = {
  id: ID
  tenant_id: ID
  kind: MadeSpec['kind']
  spec: MadeSpec
  state: RenditionState
  reason: string | null
  attempt: number
  file_id: ID | null
  lease_until: string | Date | null
}

/** How a client's cards look that bear no brand of their own. */
const plainColour = '#1f4e5f'

/**
 * The specification as it is made: with its brand, and under a key that is the same for the same pictures and words.
 *
 * @throws MEDIA_MISSING where it names a file that the tenant does not have
 */
const prepare = async (args: Args): Promise<{ spec: MadeSpec; key: string }> => {
  const { payload, settings, tenant, req } = args
  const spec: MadeSpec =
    args.spec.kind === 'card' && !args.spec.brand
      ? { ...args.spec, brand: { name: args.tenantName ?? '', colour: plainColour } }
      : args.spec
  const ids = listMedia(spec)
  const files = await readMedia({ payload, settings, tenant, ids, req })
  const byId = new Map(files.map((file) => [file.id, file]))
  const missing = ids.filter((id) => !byId.has(String(id)))
  if (missing.length > 0) {
    throw new DistributionError(
      'MEDIA_MISSING',
      'The card or video of this post names a picture or clip that is not there. Choose another one.',
    )
  }
  return { spec, key: renderKey({ spec, hashOf: (id) => byId.get(String(id))?.version ?? '' }) }
}

type Args = {
  payload: Payload
  settings: Settings
  req: PayloadRequest
  tenant: ID
  /** For cards that bear no brand. */
  tenantName?: string
  spec: MadeSpec
}

/**
 * The rendition of a specification: what is made already is used again; what has failed, or whose file was removed since, is
 * made anew.
 */
export const findOrAddRendition = async (
  args: Args,
): Promise<{ id: ID; state: RenditionState }> => {
  const { req, tenant, payload, settings } = args
  const { spec, key } = await prepare(args)
  const files = tableOf(payload, settings.mediaSlug)
  const isTrashKept = payload.collections[settings.mediaSlug]?.config.trash === true
  const [row] = await rows<{ id: ID; state: RenditionState }>(
    await dbOf(req),
    sql`
      insert into postyard_renditions as r (tenant_id, key, kind, spec, state, attempt, updated_at, created_at)
      values (${tenant}, ${key}, ${spec.kind}, ${JSON.stringify(spec)}::jsonb, 'pending', 0,
              clock_timestamp(), clock_timestamp())
      on conflict (tenant_id, key) do update
      set (state, attempt, spec) = (
        select case when is_lost then 'pending' else r.state end,
               case when is_lost then 0 else r.attempt end,
               case when is_lost or r.state = 'pending' then excluded.spec else r.spec end
        from (
          select r.state = 'failed' or (r.state = 'ready' and not exists (
            select 1 from ${sql.identifier(files)} f
            where f.id = r.file_id ${isTrashKept ? sql`and f.deleted_at is null` : sql``}
          )) as is_lost
        ) found
      )
      returning id, state`,
  )
  if (!row) throw new Error('The rendition was not written.')
  return row
}

/**
 * Takes a rendition for making it: one that waits, one that failed, or one whose maker's lease has ended.
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
    'id, tenant_id, kind, spec, state, reason, attempt::int as attempt, file_id, lease_until',
  )
  const [claimed] = await rows<Rendition>(
    db,
    sql`
      update postyard_renditions
      set state = 'rendering', attempt = attempt + 1, updated_at = clock_timestamp(),
          lease_until = ${new Date(now.getTime() + args.leaseMs).toISOString()}
      where id = ${id} and tenant_id = ${tenant}
        and (state in ('pending', 'failed')
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

/** Says how making it ended, under the attempt that made it; false where another attempt has it now. */
export const finishRendition = async (args: {
  db: Db
  rendition: Rendition
  state: 'ready' | 'failed' | 'pending'
  reason: string | null
  file: ID | null
}): Promise<boolean> => {
  const { db, rendition } = args
  const { rowCount } = await db.execute(sql`
    update postyard_renditions
    set state = ${args.state}, reason = ${args.reason}, file_id = ${args.file}, lease_until = null,
        updated_at = clock_timestamp()
    where id = ${rendition.id} and tenant_id = ${rendition.tenant_id} and state = 'rendering'
      and attempt = ${rendition.attempt}`)
  return rowCount === 1
}

/** Keeps making a file ours for longer; false where another attempt has it now. */
export const keepRendition = async (args: {
  db: Db
  rendition: Rendition
  now: Date
  leaseMs: number
}): Promise<boolean> => {
  const { db, rendition, now } = args
  const { rowCount } = await db.execute(sql`
    update postyard_renditions
    set lease_until = ${new Date(now.getTime() + args.leaseMs).toISOString()}
    where id = ${rendition.id} and tenant_id = ${rendition.tenant_id} and state = 'rendering'
      and attempt = ${rendition.attempt}`)
  return rowCount === 1
}
