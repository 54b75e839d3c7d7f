import { type Db, type ID, rows, sql } from '../model/database.ts'
import { looksAlike } from '../plan/content/looksAlike.ts'
import { joinContents } from './joinContents.ts'
import { keepEarlierEffects } from './keepEarlierEffects.ts'
import { lockContents } from './lockContents.ts'

export type Sighting = {
  tenant: ID
  media: string
  at: Date
  /** Missing where it looks like nothing in particular. */
  hash?: string
}

type Args = Sighting & { db: Db }

/** The looks that others of the tenant have that look like this one, each once: they need not look like one another. */
const findLooks = async ({ db, tenant, media }: Args, hash: string): Promise<string[]> => {
  const others = await rows<{ hash: string; look: string }>(
    db,
    sql`
      select distinct hash, look from postyard_looks
      where tenant = ${String(tenant)} and hash is not null and look is not null and media <> ${media}`,
  )
  const alike = others.filter((other) => looksAlike(other.hash, hash))
  return [...new Set(alike.map(({ look }) => look))].sort()
}

/** Files with looks that turn out to be one have one look from now on. */
const joinLooks = async ({ db, tenant }: Args, keep: string, others: string[]): Promise<void> => {
  await db.execute(sql`
    update postyard_looks set look = ${keep}
    where tenant = ${String(tenant)} and look = any(${sql.param(others)})`)
}

/** Plans that bring what looks so, this file among it, bring the same from now on. */
const joinByLook = async (args: Args, looks: string[]): Promise<void> => {
  const { db, tenant, media } = args
  const marks = [`file:${media}`, ...looks.map((look) => `look:${look}`)]
  const known = await rows<{ mark: string }>(
    db,
    sql`
      select mark from postyard_content_marks
      where tenant = ${String(tenant)} and mark = any(${sql.param(marks)})`,
  )
  const isPlanned = known.some(({ mark }) => mark === marks[0])
  if (!isPlanned && known.length < 2) return
  const own = isPlanned ? marks : known.map(({ mark }) => mark)
  const { id, isSpread } = await joinContents({ db, tenant, marks: own })
  if (isSpread) await keepEarlierEffects({ db, tenant, content: id })
}

/** Keeps what a file looks like, in the caller's transaction. */
export const saveLook = async (args: Args): Promise<void> => {
  const { db, tenant, media, at, hash } = args
  await lockContents({ db, tenant })
  const alike = hash === undefined ? [] : await findLooks(args, hash)
  const [look = hash, ...others] = alike
  await db.execute(sql`
    update postyard_looks
    set seen_at = ${at.toISOString()}, hash = ${hash ?? null}, look = ${look ?? null}
    where tenant = ${String(tenant)} and media = ${media}`)
  if (look === undefined) return
  if (others.length > 0) await joinLooks(args, look, others)
  await joinByLook(args, [look, ...others])
}
