import type { MadeSpec } from '../media/spec.ts'
import { listSuperimposed } from '../media/video/listSuperimposed.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'

/** The files of the renditions that a content shows on a channel. */
export type Made = {
  /** Of its card or video; null where it has none, or that is not made. */
  own: ID | null
  /** By the id of a file that the channel does not take: what is sent in its place; null where that is not made. */
  converted: Map<string, ID | null>
  /** It goes out without its card or video, and without these files: what is sent of them was not made in time. */
  isOwnLeftOut: boolean
  /** What is laid over the clip of its video. */
  superimposed: ReturnType<typeof listSuperimposed>
  leftOut: ReadonlySet<string>
}

type Args = {
  db: Db
  tenant: ID
  channel: ID
  content: Pick<PlanContent, 'rendition' | 'conversions'>
  /** The renditions without which it goes out. */
  leftOut?: string[]
}

/** Reads which files were made for a content, as its plan froze it for a channel. */
export const readMade = async (args: Args): Promise<Made> => {
  const { db, tenant, channel, leftOut = [] } = args
  const { rendition, conversions = [] } = args.content
  const isLeftOut = (id: ID | null) => leftOut.includes(String(id))
  const alike = conversions.find(({ channels }) => channels.includes(String(channel)))
  const wanted = Object.entries(alike?.files ?? {})
  const ids = [...(rendition === null ? [] : [rendition]), ...wanted.map(([, id]) => id)]
  const without = {
    superimposed: [],
    isOwnLeftOut: isLeftOut(rendition),
    leftOut: new Set(wanted.flatMap(([file, id]) => (isLeftOut(id) ? [file] : []))),
  }
  if (ids.length === 0) return { own: null, converted: new Map(), ...without }
  const found = await rows<{ id: ID; file_id: ID | null; spec: MadeSpec }>(
    db,
    sql`
      select id, file_id, spec from postyard_renditions
      where id = any(${sql.param(ids)}) and tenant_id = ${tenant} and state = 'ready'`,
  )
  const files = new Map(found.map((row) => [String(row.id), row.file_id]))
  const spec = found.find(({ id }) => String(id) === String(rendition))?.spec
  return {
    ...without,
    superimposed: spec && !without.isOwnLeftOut ? listSuperimposed(spec) : [],
    own: without.isOwnLeftOut ? null : (files.get(String(rendition)) ?? null),
    converted: new Map(wanted.map(([file, id]) => [file, files.get(String(id)) ?? null])),
  }
}
