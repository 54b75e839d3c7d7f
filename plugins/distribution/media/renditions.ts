import type { Payload, PayloadRequest } from 'payload'
import type { MediaFile } from '../channels/adapter.ts'
import { DistributionError } from '../errors.ts'
import { dbOf, type ID, rows, sql } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import type { Settings } from '../options.ts'
import { readBrand } from './card/readBrand.ts'
import { listMedia } from './mapMedia.ts'
import { readMedia } from './openMedia.ts'
import { putBrand } from './putBrand.ts'
import { renderKey } from './renderKey.ts'
import type { MadeSpec } from './spec.ts'

/** `cancelled` is by a person; the file of one that is `removed` was not used for a long time. */
export type RenditionState = 'pending' | 'rendering' | 'ready' | 'failed' | 'cancelled' | 'removed'

/**
 * The specification as it is made: with its brand, and under a key that is the same for the same pictures and words.
 *
 * @throws MEDIA_MISSING where it names a file that the tenant does not have
 */
const prepare = async (args: Args): Promise<{ spec: MadeSpec; key: string }> => {
  const { payload, settings, tenant, req } = args
  const spec = await putBrand(args.spec, () => readBrand({ payload, settings, tenant, req }))
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
  spec: MadeSpec
}

/** `file` is there where it is made. */
export type FoundRow = { id: ID; state: RenditionState; file: ID | null }

/**
 * The rendition of a specification: what is made already is used again; what has failed or was stopped, or whose file was
 * removed since, is made anew. Asking for it counts as use: `removeUnused`, which may be about to remove its file, sees that.
 */
export const findOrAddRendition = async (args: Args): Promise<FoundRow> => {
  const { req, tenant, payload, settings } = args
  const { spec, key } = await prepare(args)
  const files = tableOf(payload, settings.mediaSlug)
  const isTrashKept = payload.collections[settings.mediaSlug]?.config.trash === true
  const [row] = await rows<FoundRow>(
    await dbOf(req),
    sql`
      insert into postyard_renditions as r (tenant_id, key, kind, spec, state, attempt, updated_at, created_at)
      values (${tenant}, ${key}, ${spec.kind}, ${JSON.stringify(spec)}::jsonb, 'pending', 0,
              clock_timestamp(), clock_timestamp())
      on conflict (tenant_id, key) do update
      set updated_at = clock_timestamp(), (state, attempt, spec) = (
        select case when is_lost then 'pending' else r.state end,
               case when is_lost then 0 else r.attempt end,
               case when is_lost or r.state = 'pending' then excluded.spec else r.spec end
        from (
          select r.state in ('failed', 'cancelled', 'removed') or (r.state = 'ready' and not exists (
            select 1 from ${sql.identifier(files)} f
            where f.id = r.file_id ${isTrashKept ? sql`and f.deleted_at is null` : sql``}
          )) as is_lost
        ) found
      )
      returning id, state, case when state = 'ready' then file_id end as file`,
  )
  if (!row) throw new Error('The rendition was not written.')
  return row
}

/** A rendition as it stands. Its file is there where it is `ready`. */
export type FoundRendition = {
  id: ID
  state: RenditionState
  /** How much of it is made, in per cent. */
  progress: number
  reason: string | null
  file: MediaFile | undefined
}

/**
 * The rendition of a specification as it stands; undefined where none was asked for yet, or its file was removed since.
 * Writes nothing.
 */
export const findRendition = async (args: Args): Promise<FoundRendition | undefined> => {
  const { req, tenant, payload, settings } = args
  const { key } = await prepare(args)
  const [row] = await rows<Omit<FoundRendition, 'file'> & { file_id: ID | null }>(
    await dbOf(req),
    sql`
      select id, state, progress::int as progress, reason, file_id from postyard_renditions
      where tenant_id = ${tenant} and key = ${key}`,
  )
  if (!row) return undefined
  const { file_id: fileId, ...found } = row
  if (found.state !== 'ready') return { ...found, file: undefined }
  const ids = fileId === null ? [] : [fileId]
  const [file] = await readMedia({ payload, settings, tenant, ids, req })
  return file && { ...found, file }
}
