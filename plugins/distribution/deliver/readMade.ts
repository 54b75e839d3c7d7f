import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'

/** The files of the renditions that a content shows on a channel. */
export type Made = {
  /** Of its card or video; null where it has none, or that is not made. */
  own: ID | null
  /** By the id of a file that the channel does not take: what is sent in its place; null where that is not made. */
  converted: Map<string, ID | null>
}

type Args = {
  db: Db
  tenant: ID
  channel: ID
  content: Pick<PlanContent, 'rendition' | 'conversions'>
}

/** Reads which files were made for a content, as its plan froze it for a channel. */
export const readMade = async ({ db, tenant, channel, content }: Args): Promise<Made> => {
  const { rendition, conversions = [] } = content
  const alike = conversions.find(({ channels }) => channels.includes(String(channel)))
  const wanted = Object.entries(alike?.files ?? {})
  const ids = [...(rendition === null ? [] : [rendition]), ...wanted.map(([, id]) => id)]
  if (ids.length === 0) return { own: null, converted: new Map() }
  const found = await rows<{ id: ID; file_id: ID | null }>(
    db,
    sql`
      select id, file_id from postyard_renditions
      where id = any(${sql.param(ids)}) and tenant_id = ${tenant} and state = 'ready'`,
  )
  const files = new Map(found.map((row) => [String(row.id), row.file_id]))
  return {
    own: files.get(String(rendition)) ?? null,
    converted: new Map(wanted.map(([file, id]) => [file, files.get(String(id)) ?? null])),
  }
}
