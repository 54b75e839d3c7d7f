import { capsOf, spanOf } from '../../channels/caps/capsOf.ts'
import { readUseSince } from '../../channels/caps/readUse.ts'
import { readTenant } from '../../channels/readConnection.ts'
import type { Channel } from '../../model/channel.ts'
import type { ID } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { NetworkOptions } from '../../model/networkPlan.ts'
import type { OperationContext } from '../../operation.ts'
import type { Blackout } from '../../plan/spread/blackout.ts'
import type { SpreadProblem } from '../../plan/spread/problem.ts'

type Args = {
  context: Pick<OperationContext, 'payload' | 'settings' | 'req' | 'db'>
  tenant: ID
  /** Over which it is to be spread. */
  channels: Channel[]
  options: Pick<NetworkOptions, 'window' | 'gapMs' | 'sameContentMs' | 'peaks'>
  /** When other deliveries say the same, and how far each wants others to be, in ms, where it wants that. */
  same: readonly { at: Date; gapMs?: number }[]
  seed: string
  /** Deliveries that are given times anew: they take no room where they were. */
  except?: readonly ID[]
  /** What takes room on accounts besides, and is not written yet. */
  besides?: readonly { channel: ID; at: Date }[]
}

/** The hours and days in which nothing goes out on a channel. */
export const blackoutsOf = ({ blackouts, blackoutDates }: Channel): Blackout[] => [
  ...(blackouts ?? []).map(({ days, from, to }) => ({ days: (days ?? []).map(Number), from, to })),
  ...(blackoutDates ?? []).map((date) => ({ date })),
]

/**
 * Where the accounts of a tenant have room for one more post each: what is planned or went out there, their caps, their
 * hours, and when others say the same. It is so for as long as the caller holds `lockPlanning`.
 *
 * One look at the deliveries for all accounts.
 */
export const readProblem = async (args: Args): Promise<SpreadProblem> => {
  const { context, tenant, channels, options, same, seed, besides = [] } = args
  const { payload, settings, req, db } = context
  const { timezone } = await readTenant({ payload, settings, tenant, req })
  const { window, gapMs } = options
  const lookBackMs = Math.max(gapMs.min, ...channels.map((channel) => spanOf(capsOf(channel))))
  const uses = await readUseSince({
    db,
    tenant,
    channels: channels.map(({ id }) => id),
    since: after(new Date(window.from), -lookBackMs),
  })
  const without = new Set((args.except ?? []).map(String))
  const taken = Map.groupBy(
    [...uses.filter(({ id }) => !without.has(String(id))), ...besides],
    ({ channel }) => String(channel),
  )
  const { sameContentMs } = options
  return {
    window: { from: Date.parse(window.from), to: Date.parse(window.to) },
    gapMs,
    sameContentMs,
    sameContentAt: same.map(({ at }) => at.getTime()),
    awayFrom: same.flatMap(({ at, gapMs = 0 }) =>
      gapMs > sameContentMs ? { at: at.getTime(), ms: gapMs } : [],
    ),
    accounts: channels.map((channel) => ({
      id: String(channel.id),
      timezone: channel.timezone || timezone,
      taken: (taken.get(String(channel.id)) ?? []).map(({ at }) => at.getTime()),
      caps: capsOf(channel).map(({ posts, hours }) => ({ posts, hours })),
      blackouts: blackoutsOf(channel),
    })),
    peaks: options.peaks,
    seed,
  }
}
