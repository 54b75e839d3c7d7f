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

/** What others of the tenant have for a look that looks like this one. */
const findLook = async ({ db, tenant, media }: Args, hash: string): Promise<string | undefined> => {
  const others = await rows<{ hash: string; look: string }>(
    db,
    sql`
      select hash, min(look) as look from postyard_looks
      where tenant = ${String(tenant)} and hash is not null and look is not null and media <> ${media}
      group by hash`,
  )
  return others.find((other) => looksAlike(other.hash, hash))?.look
}

/** Plans that bring this file bring the same as others that show the same from now on. */
const joinByLook = async (args: Args, look: string): Promise<void> => {
  const { db, tenant, media } = args
  const file = `file:${media}`
  const known = await rows(
    db,
    sql`select 1 from postyard_content_marks where tenant = ${String(tenant)} and mark = ${file}`,
  )
  if (known.length === 0) return
  const { id, isSpread } = await joinContents({ db, tenant, marks: [file, `look:${look}`] })
  if (isSpread) await keepEarlierEffects({ db, tenant, content: id })
}

/** Keeps what a file looks like, in the caller's transaction. */
export const saveLook = async (args: Args): Promise<void> => {
  const { db, tenant, media, at, hash } = args
  await lockContents({ db, tenant })
  const look = hash === undefined ? undefined : ((await findLook(args, hash)) ?? hash)
  await db.execute(sql`
    update postyard_looks
    set seen_at = ${at.toISOString()}, hash = ${hash ?? null}, look = ${look ?? null}
    where tenant = ${String(tenant)} and media = ${media}`)
  if (look !== undefined) await joinByLook(args, look)
}
