import { randomUUID } from 'node:crypto'
import { type Db, type ID, rows, sql } from '../model/database.ts'

type Args = {
  db: Db
  tenant: ID
  marks: readonly string[]
  /** Contents that belong together besides. */
  also?: readonly string[]
  isNetwork?: boolean
}

type Content = { id: string; has_network: boolean }

/** Those that share a mark, for good until the transaction ends: nothing of them begins to go out meanwhile. */
const lockFound = ({ db, tenant, marks, also = [] }: Args): Promise<Content[]> =>
  rows<Content>(
    db,
    sql`
      select c.id, c.has_network from postyard_contents c
      where c.tenant = ${String(tenant)} and (c.id = any(${sql.param([...also])}) or c.id in (
        select m.content from postyard_content_marks m
        where m.tenant = ${String(tenant)} and m.mark = any(${sql.param([...marks])})))
      order by c.id
      for update of c`,
  )

const addContent = async ({ db, tenant, isNetwork = false }: Args): Promise<string> => {
  const id = randomUUID()
  await db.execute(sql`
    insert into postyard_contents (id, tenant, has_network, seen_at)
    values (${id}, ${String(tenant)}, ${isNetwork}, clock_timestamp())`)
  return id
}

/** What turns out to be one content becomes one: plans, marks, and when it went out. */
const merge = async ({ db, tenant }: Args, keep: string, others: string[]): Promise<void> => {
  if (others.length === 0) return
  const gone = sql.param(others)
  const of = sql`tenant = ${String(tenant)}`
  await db.execute(sql`
    update postyard_content_plans set content = ${keep} where content = any(${gone}) and ${of}`)
  await db.execute(sql`
    update postyard_content_marks set content = ${keep} where content = any(${gone}) and ${of}`)
  await db.execute(sql`
    update postyard_content_effects set content = ${keep} where content = any(${gone}) and ${of}`)
  await db.execute(sql`delete from postyard_contents where id = any(${gone}) and ${of}`)
}

/**
 * The content with these marks: the one that has some of them, a new one where none has, and where several have, all of
 * them become one. The caller's transaction holds `lockContents`.
 *
 * Returns its id, and whether plans have come to a network plan's content by this that were none before.
 */
export const joinContents = async (args: Args): Promise<{ id: string; isSpread: boolean }> => {
  const { db, tenant, marks, isNetwork = false } = args
  const found = await lockFound(args)
  const [first] = found.toSorted((a, b) => Number(b.has_network) - Number(a.has_network))
  const id = first?.id ?? (await addContent(args))
  const others = found.filter((one) => one.id !== id)
  await merge(
    args,
    id,
    others.map((one) => one.id),
  )
  const hasNetwork = isNetwork || found.some((one) => one.has_network)
  await db.execute(sql`
    with named as (
      insert into postyard_content_marks (tenant, mark, content)
      select ${String(tenant)}, mark, ${id} from unnest(${sql.param([...marks])}::text[]) mark
      on conflict do nothing
    )
    update postyard_contents set has_network = ${hasNetwork}, seen_at = clock_timestamp()
    where id = ${id}`)
  const isSpread = hasNetwork && found.some((one) => !one.has_network)
  return { id, isSpread }
}
