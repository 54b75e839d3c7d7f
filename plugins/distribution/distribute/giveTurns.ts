import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after, later } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'
import type { Turn } from './redriveDelivery.ts'

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

/** The first moment at or after `from` that keeps its distance to all that are taken, which are in their order. */
export const findTurn = (from: number, taken: readonly number[], spacingMs: number): number =>
  taken.reduce((at, other) => (Math.abs(other - at) < spacingMs ? other + spacingMs : at), from)

/**
 * When each of many deliveries that are sent out anew has its turn: on each channel one at a time, in the order given, as
 * far apart from one another, and from what goes out there besides, as what an outage has left behind
 * (`catchUpSeconds`). By the delivery's id as text.
 */
export const giveTurns = async (
  { db, now, settings }: OperationContext,
  deliveries: DeliveryRow[],
): Promise<Map<string, Turn>> => {
  const channels = [...new Set(deliveries.map((row) => row.channel_id))]
  await lockChannels(db, channels)
  const spacingMs = settings.catchUpSeconds * 1_000
  const from = after(now, -spacingMs)
  const to = after(now, 2 * spacingMs * (deliveries.length + 1))
  const taken = await readTaken(db, { channels, from, to })
  const next = new Map<string, number>()
  return new Map(
    deliveries.map((row) => {
      const channel = String(row.channel_id)
      const earliest = next.get(channel) ?? now.getTime()
      const at = new Date(findTurn(earliest, taken.get(channel) ?? [], spacingMs))
      next.set(channel, at.getTime() + spacingMs)
      const leadMs = row.kind === 'postiz' ? settings.stageLeadMinutes * 60_000 : 0
      return [String(row.id), { at, wakeAt: later(after(at, -leadMs), now) }]
    }),
  )
}
