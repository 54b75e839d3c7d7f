import { type Db, type ID, rows, sql } from '../../model/database.ts'

type Place = { db: Db; tenant: ID; channel: ID; series: ID }

/** What is known of the board of a series on a channel: null where it was looked for and is not there. */
export type KnownBoard = { name: string; board: string | null; lookedAt: Date }

export const readBoard = async (place: Place): Promise<KnownBoard | undefined> => {
  const { db, tenant, channel, series } = place
  const [found] = await rows<{ name: string; board_id: string | null; found_at: string | Date }>(
    db,
    sql`
      select name, board_id, found_at from postyard_boards
      where channel_id = ${String(channel)} and series_id = ${String(series)} and tenant = ${String(tenant)}`,
  )
  return found && { name: found.name, board: found.board_id, lookedAt: new Date(found.found_at) }
}

/** Keeps what a look for a board found, or what a person chose. */
export const keepBoard = async (args: Place & KnownBoard): Promise<void> => {
  const { db, tenant, channel, series, name, board, lookedAt } = args
  await db.execute(sql`
    insert into postyard_boards as b (channel_id, series_id, tenant, name, board_id, found_at)
    values (${String(channel)}, ${String(series)}, ${String(tenant)}, ${name}, ${board}, ${lookedAt.toISOString()})
    on conflict (channel_id, series_id) do update
    set name = excluded.name, board_id = excluded.board_id, found_at = excluded.found_at
    where b.tenant = excluded.tenant`)
}

/**
 * Forgets the board of a series on a channel, so that it is searched by its name before the next item flies: where a
 * delivery failed because the board is gone, or the series is to have another.
 */
export const forgetBoard = async (place: Place): Promise<void> => {
  const { db, tenant, channel, series } = place
  await db.execute(sql`
    delete from postyard_boards
    where channel_id = ${String(channel)} and series_id = ${String(series)} and tenant = ${String(tenant)}`)
}
