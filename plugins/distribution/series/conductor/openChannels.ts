import type { CollectionSlug, Payload } from 'payload'
import { readCaps } from '../../distribute/readCaps.ts'
import { idOf } from '../../id.ts'
import type { Reason } from '../../model/changeState.ts'
import { type Channel, passage } from '../../model/channel.ts'
import { channelReason } from '../../model/channelReason.ts'
import { type ID, poolOf } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { capCode } from '../../model/reasons.ts'
import type { SeriesRecord } from '../../model/series.ts'
import { tellTime } from '../../model/tellTime.ts'
import type { Settings } from '../../options.ts'
import { chooseBoard } from '../boards/index.ts'

/** A channel that takes nothing for a while, why, and when it is looked at again. */
export type Kept = { channel: Channel; reason: Reason; until: Date }

/** Where a series can go now; `boards` by channel id as text. */
export type Open = { channels: Channel[]; boards: Map<string, string>; kept: Kept[] }

type Args = {
  payload: Payload
  settings: Settings
  tenant: ID
  timezone: string
  series: SeriesRecord
  boardName: string
  now: Date
  /** The clock of the deliveries, by which channels are full. */
  clock: () => Date
}

const minute = 60_000

const readChannels = async ({ payload, settings, tenant, series }: Args): Promise<Channel[]> => {
  const ids = (series.channels ?? []).flatMap((one) => idOf(one) ?? [])
  if (ids.length === 0) return []
  const { docs } = await payload.find({
    collection: settings.slugs.channels as CollectionSlug,
    where: { and: [{ id: { in: ids } }, { tenant: { equals: tenant } }] },
    depth: 0,
    pagination: false,
  })
  return (docs as unknown as Channel[]).filter(({ state }) => passage[state] !== 'closed')
}

const keptByCaps = async (args: Args, channels: Channel[]): Promise<Kept[]> => {
  const { payload, tenant, timezone, now, clock } = args
  const at = clock()
  const caps = await readCaps({ db: poolOf(payload), tenant, channels, at })
  return channels.flatMap((channel) => {
    const nextAt = caps.get(String(channel.id))?.nextAt
    if (!nextAt) return []
    const room = new Date(nextAt)
    const message = `${channel.name} has had as many posts as it takes. It has room again at ${tellTime(room, timezone)}.`
    const waitMs = Math.max(minute, room.getTime() - at.getTime())
    return { channel, reason: { code: capCode, message }, until: after(now, waitMs) }
  })
}

/**
 * The channels of a series that take something now, each with its board where it has boards, and why the others do not: a
 * channel that is not well, is full, or whose board is not there. Those that were removed are left out.
 */
export const openChannels = async (args: Args): Promise<Open> => {
  const { payload, settings, tenant, series, boardName, now } = args
  const all = await readChannels(args)
  const kept: Kept[] = all
    .filter(({ state }) => passage[state] === 'held')
    .map((channel) => ({ channel, reason: channelReason(channel), until: after(now, 15 * minute) }))
  kept.push(
    ...(await keptByCaps(
      args,
      all.filter(({ state }) => passage[state] === 'open'),
    )),
  )
  const boards = new Map<string, string>()
  const channels: Channel[] = []
  for (const channel of all) {
    if (kept.some((one) => one.channel === channel)) continue
    const chosen = await chooseBoard({
      ...{ payload, settings, tenant, channel, now },
      ...{ series: series.id, name: boardName },
    })
    if (chosen.kind === 'held') {
      const { code, message, againAt: until } = chosen
      kept.push({ channel, reason: { code, message }, until })
      continue
    }
    if (chosen.kind === 'board') boards.set(String(channel.id), chosen.id)
    channels.push(channel)
  }
  return { channels, boards, kept }
}
