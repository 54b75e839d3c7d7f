import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'
import { findRoom, type Taken } from '../plan/content/findRoom.ts'
import { instantsOf, type Neighbours, readNeighbours } from './readNeighbours.ts'
import { type Turn, turnAt } from './turn.ts'

/** Whoever else gives turns on these channels waits until this transaction ends. */
const lockChannels = async (db: Db, channels: ID[]): Promise<void> => {
  await db.execute(sql`
    select id from postyard_channels where id = any(${sql.param(channels)}) order by id for no key update`)
}

/** When something goes out on each of these channels already, in ms since 1970; by the channel's id as text. */
const readTaken = async (
  db: Db,
  args: { channels: ID[]; from: Date; to: Date },
): Promise<Map<string, number[]>> => {
  const found = await rows<{ channel_id: ID; at: string | Date }>(
    db,
    sql`
      select channel_id, coalesce(next_attempt_at, scheduled_at) as at
      from postyard_deliveries
      where channel_id = any(${sql.param(args.channels)})
        and scheduled_at > ${args.from.toISOString()} and scheduled_at < ${args.to.toISOString()}
        and state in ('scheduled', 'queued', 'publishing', 'submitted', 'published')
      order by 2`,
  )
  const byChannel = Map.groupBy(found, (row) => String(row.channel_id))
  return new Map(
    [...byChannel].map(([channel, taken]) => [
      channel,
      taken.map(({ at }) => new Date(at).getTime()),
    ]),
  )
}

/** When one of them goes: with its distance to what its channel has, and to other accounts that get the same content. */
const findTurn = (args: {
  from: number
  taken: readonly Taken[]
  neighbours: readonly Taken[]
}): number => {
  const { from, taken, neighbours } = args
  const onChannel = findRoom(from, taken)
  const at = findRoom(onChannel, neighbours)
  return at === onChannel ? at : findTurn({ ...args, from: at })
}

type Away = { instants: readonly Taken[]; take: (at: number) => void }

/** When other accounts get the same content as each of these, those of them that were given their turns included. */
const keepAway = async (
  context: OperationContext,
  deliveries: DeliveryRow[],
): Promise<(row: DeliveryRow) => Away> => {
  const { now, settings } = context
  const spanMs = 2 * settings.sameContentMinutes * 60_000 * (deliveries.length + 1)
  const given: { at: number; row: DeliveryRow; neighbours: Neighbours }[] = []
  const all = new Map<string, Neighbours>()
  for (const [tenant, own] of Map.groupBy(deliveries, (row) => row.tenant_id)) {
    const found = await readNeighbours({ context, tenant, deliveries: own, from: now, spanMs })
    for (const [id, neighbours] of found) all.set(id, neighbours)
  }
  return (row) => {
    const own = all.get(String(row.id))
    if (!own) return { instants: [], take: () => {} }
    const before = given.flatMap((one) =>
      one.neighbours.content === own.content &&
      String(one.row.channel_id) !== String(row.channel_id) &&
      (one.neighbours.isNetwork || own.isNetwork)
        ? { at: one.at, gapMs: Math.max(one.neighbours.gapMs, own.gapMs) }
        : [],
    )
    return {
      instants: [...instantsOf(own), ...before],
      take: (at) => given.push({ at, row, neighbours: own }),
    }
  }
}

/**
 * When each of many deliveries that are sent out anew has its turn: on each channel one at a time, in the order given, as
 * far apart from one another, and from what goes out there besides, as what an outage has left behind
 * (`catchUpSeconds`). What is kept apart from other accounts with the same content keeps that distance too. By the
 * delivery's id as text.
 */
export const giveTurns = async (
  context: OperationContext,
  deliveries: DeliveryRow[],
): Promise<Map<string, Turn>> => {
  const { db, now, settings } = context
  const channels = [...new Set(deliveries.map((row) => row.channel_id))]
  await lockChannels(db, channels)
  const spacingMs = settings.catchUpSeconds * 1_000
  const from = after(now, -spacingMs)
  const to = after(now, 2 * spacingMs * (deliveries.length + 1))
  const taken = await readTaken(db, { channels, from, to })
  const apart = await keepAway(context, deliveries)
  const next = new Map<string, number>()
  return new Map(
    deliveries.map((row) => {
      const channel = String(row.channel_id)
      const { instants, take } = apart(row)
      const turn = findTurn({
        from: next.get(channel) ?? now.getTime(),
        taken: (taken.get(channel) ?? []).map((at) => ({ at, gapMs: spacingMs })),
        neighbours: instants,
      })
      const at = new Date(turn)
      next.set(channel, turn + spacingMs)
      take(turn)
      return [String(row.id), turnAt(context, row, at)]
    }),
  )
}
