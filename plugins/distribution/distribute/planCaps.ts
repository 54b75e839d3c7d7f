import { capsOf } from '../channels/caps/capsOf.ts'
import { readUse } from '../channels/caps/readUse.ts'
import { readTenant } from '../channels/readConnection.ts'
import { DistributionError, type ErrorDetail } from '../errors.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import { lockPlanning } from '../model/lockPlanning.ts'
import { tellTime } from '../model/tellTime.ts'
import type { OperationContext } from '../operation.ts'
import { findPushed, judgeCap, nameCap } from '../plan/caps/judgeCap.ts'

/** What planning brings about that is not wrong, but that its maker should know. */
export type PlanWarning = { channel: ID; code: 'CHANNEL_CAP'; message: string; at: Date }

type Args = {
  context: OperationContext
  tenant: ID
  channels: Channel[]
  at: Date
  /** A delivery that is given this time: it takes no room where it was. */
  moved?: ID
}

const cappedOf = (channels: Channel[]): Channel[] =>
  channels.filter((channel) => capsOf(channel).length > 0)

/** Which channels are full at `at`, with the time at which each has room; and whom one more post there would push away. */
export const weighCaps = async (
  args: Args,
): Promise<{ full: (ErrorDetail & { channel: ID })[]; warnings: PlanWarning[] }> => {
  const { context, tenant, at } = args
  const { db, payload, settings, req } = context
  const capped = cappedOf(args.channels)
  if (capped.length === 0) return { full: [], warnings: [] }
  const all = await readUse({ db, tenant, channels: capped, at })
  const uses = all.filter(({ id }) => String(id) !== String(args.moved))
  const { timezone } = await readTenant({ payload, settings, tenant, req })
  const full: (ErrorDetail & { channel: ID })[] = []
  const warnings: PlanWarning[] = []
  for (const channel of capped) {
    const caps = capsOf(channel)
    const taken = uses.flatMap((use) => (String(use.channel) === String(channel.id) ? use.at : []))
    const found = judgeCap({ caps, taken, at })
    if (found) {
      const { cap, used, nextAt } = found
      full.push({
        channel: channel.id,
        path: `${channel.id}.publishAt`,
        code: 'CHANNEL_CAP',
        message: `${channel.name} takes ${nameCap(cap)}, and ${used} ${used === 1 ? 'goes' : 'go'} out in that time already. The next can go at ${tellTime(nextAt, timezone)} (${nextAt.toISOString()}).`,
      })
      continue
    }
    const pushed = findPushed({ caps, taken, at })
    if (pushed) {
      warnings.push({
        channel: channel.id,
        code: 'CHANNEL_CAP',
        message: `${channel.name} takes ${nameCap(pushed.cap)}: with this one, the post planned for ${tellTime(pushed.at, timezone)} has to wait.`,
        at: pushed.at,
      })
    }
  }
  return { full, warnings }
}

/**
 * Whether channels have room for one more post at `at`. A channel that is full by then is refused, with the time at which
 * it has room; a later post that would have to wait for this one is told of.
 *
 * Plans of one tenant wait for one another here, so that two at once do not take the same room.
 *
 * @throws CHANNEL_CAP with one detail for each channel that is full
 */
export const planCaps = async (args: Args): Promise<PlanWarning[]> => {
  if (cappedOf(args.channels).length === 0) return []
  await lockPlanning(args.context.db, args.tenant)
  const { full, warnings } = await weighCaps(args)
  if (full.length === 0) return warnings
  const details = full.map(({ channel: _, ...detail }) => detail)
  const sentence = details.map(({ message }) => message).join(' ')
  throw new DistributionError(
    'CHANNEL_CAP',
    `${sentence} Choose a later time, or leave that channel out.`,
    { details },
  )
}
