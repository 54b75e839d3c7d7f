import type { Payload } from 'payload'
import { type ID, poolOf, rows, sql } from '../../model/database.ts'
import { tableOf } from '../../model/tableOf.ts'
import { settingsOf } from '../../settings.ts'
import { leaseMs } from '../making/keepAtWork.ts'

/** As long as its maker may still say that it is his. */
const youngest = `${leaseMs} milliseconds`

/**
 * Removes files of a tenant that bear the mark of a rendition and are not its file: their maker was killed, or lost it,
 * after the file was put into the library and before that was said. Returns how many there were.
 */
export const removeOrphans = async (args: {
  payload: Payload
  tenant: ID
  now: Date
}): Promise<number> => {
  const { payload, tenant, now } = args
  const { mediaSlug } = settingsOf(payload)
  const found = await rows<{ id: ID }>(
    poolOf(payload),
    sql`
      select f.id from ${sql.identifier(tableOf(payload, mediaSlug))} f
      where f.tenant_id = ${tenant} and f.rendition is not null
        and f.created_at < ${now.toISOString()}::timestamptz - ${youngest}::interval
        and not exists (
          select 1 from postyard_renditions r where r.file_id = f.id and r.tenant_id = f.tenant_id
        )
      limit 500`,
  )
  for (const { id } of found)
    await payload.delete({ collection: mediaSlug, id, depth: 0, trash: true })
  return found.length
}
