import { capsOf } from '../../channels/caps/capsOf.ts'
import { readUseSince } from '../../channels/caps/readUse.ts'
import { type ChannelHealth, readHealth } from '../../channels/health/readHealth.ts'
import { readSameContent } from '../../contents/readSameContent.ts'
import type { Channel } from '../../model/channel.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { countWithin } from '../../plan/caps/judgeCap.ts'
import { periodDays } from '../../plan/health/countPeriod.ts'
import type { ProviderRecord, RiskFacts } from '../../plan/risk/index.ts'
import { defaultMinHealth } from '../../plan/select/findUnfit.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/** An account is new for so long, and silent where it posted nothing for so long, in ms. */
const newForMs = 7 * dayMs
const silentAfterMs = 30 * dayMs

type Args = {
  db: Db
  tenant: ID
  /** The tenant's zone. */
  timezone: string
  channels: Channel[]
  /** When each channel gets its post, by its id as text. */
  times: ReadonlyMap<string, Date>
  /** What other plans that say the same are known by; undefined where nothing is. */
  same: Parameters<typeof readSameContent>[0]['of'] | undefined
  /** How many different texts go out, and how many posts are in peak hours of their accounts. */
  variants: number
  inPeak: number
  /** In ms; null for a single post. */
  shortestGapMs: number | null
  leastGapMs: number
  /** The plan itself, where it is made already. */
  plan?: ID
  now: Date
}

/** What of all that was attempted yesterday and today came back so. */
const recordOf = (provider: string, some: ChannelHealth[]): ProviderRecord => {
  const days = some.flatMap(({ facts }) => {
    const yesterday = new Date(Date.parse(`${facts.today}T00:00:00Z`) - dayMs)
    return facts.days.filter(({ date }) => date >= yesterday.toISOString().slice(0, 10))
  })
  const sum = (count: (day: (typeof days)[number]) => number) =>
    days.reduce((all, day) => all + count(day), 0)
  const limits = sum(({ limited }) => limited)
  const rejections = sum(({ rejected, unauthorised, failed }) => rejected + unauthorised + failed)
  const others = sum(({ succeeded, unsure }) => succeeded + unsure)
  return {
    provider,
    accounts: some.length,
    attempts: limits + rejections + others,
    limits,
    rejections,
  }
}

type Surroundings = { newcomers: ID[]; others: number; anomalies: number }

/** Who is new, which other network plans are not over, and what of theirs Postyard has stopped. */
const readSurroundings = async (args: Args): Promise<Surroundings> => {
  const { db, tenant, channels, plan, now } = args
  const [found] = await rows<Surroundings>(
    db,
    sql`
      select
        array(select id from postyard_channels
          where id = any(${sql.param(channels.map(({ id }) => id))}) and tenant_id = ${tenant}
            and created_at > ${after(now, -newForMs).toISOString()}) as newcomers,
        (select count(*)::int from postyard_plan_watches
          where tenant = ${String(tenant)} and plan is distinct from ${plan === undefined ? null : String(plan)}) as others,
        (select count(*)::int from postyard_plan_brakes where tenant = ${String(tenant)}) as anomalies`,
  )
  return found ?? { newcomers: [], others: 0, anomalies: 0 }
}

/** Those that take at most one more in the time of a cap once they have this post, and are used already. */
const countNearlyFull = async (args: Args): Promise<number> => {
  const { db, tenant, times, now } = args
  const capped = args.channels.filter((channel) => capsOf(channel).length > 0)
  if (capped.length === 0) return 0
  const longest = Math.max(...capped.flatMap((one) => capsOf(one).map(({ hours }) => hours)))
  const uses = await readUseSince({
    db,
    tenant,
    channels: capped.map(({ id }) => id),
    since: after(now, -longest * hourMs),
  })
  const byChannel = Map.groupBy(uses, ({ channel }) => String(channel))
  return capped.filter((channel) => {
    const at = times.get(String(channel.id)) ?? now
    const taken = (byChannel.get(String(channel.id)) ?? []).map((use) => use.at)
    return capsOf(channel).some((cap) => {
      const used = countWithin({ cap, taken, at })
      return used > 0 && cap.posts - used - 1 <= 1
    })
  }).length
}

/**
 * What is to be known of a network plan before it starts. As many statements however many accounts it has; all of them are
 * about its tenant.
 */
export const readRiskFacts = async (args: Args): Promise<RiskFacts> => {
  const { db, tenant, timezone, channels, same, now } = args
  const ids = channels.map(({ id }) => id)
  const healths = await readHealth({
    ...{ db, tenant, timezone, now, channels: ids, days: 2 * periodDays },
  })
  const { newcomers, others, anomalies } = await readSurroundings(args)
  const isNew = new Set(newcomers.map(String))
  const isSilent = ({ id, lastPostAt }: ChannelHealth) =>
    !isNew.has(String(id)) && (lastPostAt === null || lastPostAt < after(now, -silentAfterMs))
  const sent = same
    ? await readSameContent({ db, tenant, of: same, from: after(now, -dayMs), to: now })
    : []
  return {
    accounts: channels.length,
    weak: healths.filter(({ health }) => health.score < defaultMinHealth).length,
    threshold: defaultMinHealth,
    recent: [...Map.groupBy(healths, ({ platform }) => platform)].map(([platform, some]) =>
      recordOf(platform, some),
    ),
    shortestGapMs: args.shortestGapMs,
    leastGapMs: args.leastGapMs,
    newcomers: newcomers.length,
    silent: healths.filter(isSilent).length,
    nearlyFull: await countNearlyFull(args),
    variants: args.variants,
    outsidePeak: channels.length - args.inPeak,
    otherPlans: others,
    sameContent: sent.filter(
      ({ isPlanned, plan }) => !isPlanned && String(plan) !== String(args.plan),
    ).length,
    openAnomalies: anomalies,
  }
}
