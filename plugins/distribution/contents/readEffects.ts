import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { Effect } from '../plan/content/judgeSpacing.ts'
import { longestGapMs } from './longestGap.ts'

/** An effect with what its account is called. */
export type KnownEffect = Effect & { content: string; name: string | null }

type Row = {
  content: string
  channel: string
  delivery: string
  is_network: boolean
  gap_ms: number
  began_at: Date | string
  ended_at: Date | string | null
  name: string | null
  now: Date | string
}

const ms = (at: Date | string): number => new Date(at).getTime()

/**
 * When contents of a tenant went out, or may have, as far as that may keep others away. The instants were written by the
 * clock of the database; they are told by that of the caller, so that clocks that differ make no gap shorter.
 */
export const readEffects = async (args: {
  db: Db
  tenant: ID
  contents: readonly string[]
  now: () => Date
}): Promise<KnownEffect[]> => {
  const found = await rows<Row>(
    args.db,
    sql`
      select e.content, e.channel, e.delivery, e.is_network, e.gap_ms, e.began_at,
        coalesce(e.ended_at, case when e.ends_by <= clock_timestamp() then e.ends_by end) as ended_at,
        n.name, clock_timestamp() as now
      from postyard_content_effects e
      left join postyard_channels n on n.tenant_id = ${args.tenant} and n.id::text = e.channel
      where e.tenant = ${String(args.tenant)} and e.content = any(${sql.param([...args.contents])})
        and not e.is_void
        and e.ends_by > clock_timestamp() - ${`${longestGapMs} milliseconds`}::interval`,
  )
  const read = args.now().getTime()
  return found.map((row) => {
    const aheadMs = read - ms(row.now)
    return {
      content: row.content,
      channel: row.channel,
      delivery: row.delivery,
      isNetwork: row.is_network,
      gapMs: row.gap_ms,
      beganAt: ms(row.began_at) + aheadMs,
      endedAt: row.ended_at === null ? undefined : ms(row.ended_at) + aheadMs,
      name: row.name,
    }
  })
}
