import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import { tableOf } from '../model/tableOf.ts'
import { settingsOf } from '../settings.ts'
import { markText } from './markText.ts'

type Args = {
  payload: Payload
  db: Db
  tenant: ID
  post: ID
  content: Pick<PlanContent, 'text' | 'media' | 'rendition'>
  /** What it says on single accounts, where that is put otherwise. */
  texts?: readonly string[]
}

/** Of each file its record, its bytes, and what it looks like, as far as that is known by now. */
const readMediaMarks = async (args: Args): Promise<string[]> => {
  const { payload, db, tenant, content } = args
  if (content.media.length === 0) return []
  const files = sql.identifier(tableOf(payload, settingsOf(payload).mediaSlug))
  const found = await rows<{ id: ID; sha256: string | null; look: string | null }>(
    db,
    sql`
      select f.id, f.sha256, l.look
      from ${files} f
      left join postyard_looks l on l.tenant = ${String(tenant)} and l.media = f.id::text
      where f.id::text = any(${sql.param(content.media.map(String))}) and f.tenant_id = ${tenant}`,
  )
  return found.flatMap(({ id, sha256, look }) => [
    `file:${id}`,
    ...(sha256 ? [`bytes:${sha256}`] : []),
    ...(look ? [`look:${look}`] : []),
  ])
}

/** A card or video that is made for it, by what it is made of. */
const readMadeMark = async ({ db, tenant, content }: Args): Promise<string[]> => {
  if (content.rendition === null) return []
  const found = await rows<{ key: string }>(
    db,
    sql`select key from postyard_renditions where id = ${content.rendition} and tenant_id = ${tenant}`,
  )
  return found.map(({ key }) => `made:${key}`)
}

/**
 * By what a content is known: its post, its words, its files and what is made for it. Two plans of a client that share one
 * mark bring the same content. What follows a post (comments, parts of a thread) makes no mark.
 */
export const readMarks = async (args: Args): Promise<string[]> => {
  const texts = [args.content.text, ...(args.texts ?? [])].flatMap((text) => markText(text) ?? [])
  const marks = [
    `post:${args.post}`,
    ...texts,
    ...(await readMediaMarks(args)),
    ...(await readMadeMark(args)),
  ]
  return [...new Set(marks)]
}
