import { Temporal } from 'temporal-polyfill'
import type { ChannelState } from '../../model/channel.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { periodDays } from '../../plan/health/countPeriod.ts'
import type { Health, HealthFacts } from '../../plan/health/facts.ts'
import { judgeHealth } from '../../plan/health/judgeHealth.ts'
import { readHealthDays } from './readHealthDays.ts'

/** A channel with its health, and what that was judged by. */
export type ChannelHealth = {
  id: ID
  name: string
  platform: string
  state: ChannelState
  stateReason: string | null
  lastPostAt: Date | null
  facts: HealthFacts
  health: Health
}

type Row = {
  id: ID
  name: string
  platform: string | null
  kind: string
  state: ChannelState
  state_reason: string | null
  last_post_at: string | Date | null
}

/** The day on the wall of a zone, `YYYY-MM-DD`. */
const dayIn = (timezone: string, now: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString()

/**
 * How well channels of one tenant are: those that are named, else all that it has. Two statements, however many there are.
 */
export const readHealth = async (args: {
  db: Db
  tenant: ID
  channels?: readonly ID[]
  /** The tenant's. */
  timezone: string
  /**
   * How many days back attempts are read, with the present one.
   * @default two periods, which a judgement needs
   */
  days?: number
  now: Date
}): Promise<ChannelHealth[]> => {
  const { db, tenant, timezone, now, days = 2 * periodDays } = args
  const named = args.channels ? sql`and c.id = any(${sql.param(args.channels)})` : sql``
  const found = await rows<Row>(
    db,
    sql`
      select c.id, c.name, c.platform, c.kind, c.state, c.state_reason, last.executed_at as last_post_at
      from postyard_channels c
      left join lateral (
        select d.executed_at from postyard_deliveries d
        where d.channel_id = c.id and d.tenant_id = c.tenant_id and d.executed_at is not null
          and d.state in ('submitted', 'published', 'dispatched')
        order by d.executed_at desc limit 1
      ) as last on true
      where c.tenant_id = ${tenant} ${named}
      order by c.name, c.id`,
  )
  const channels = found.map(({ id }) => id)
  const byChannel = await readHealthDays({ db, tenant, channels, timezone, days, now })
  const today = dayIn(timezone, now)
  return found.map((row) => {
    const lastPostAt = row.last_post_at === null ? null : new Date(row.last_post_at)
    const facts: HealthFacts = {
      state: row.state,
      days: byChannel.get(String(row.id)) ?? [],
      today,
      lastPostAt: lastPostAt?.getTime() ?? null,
      now: now.getTime(),
    }
    return {
      id: row.id,
      name: row.name,
      platform: row.platform ?? row.kind,
      state: row.state,
      stateReason: row.state_reason,
      lastPostAt,
      facts,
      health: judgeHealth(facts),
    }
  })
}
