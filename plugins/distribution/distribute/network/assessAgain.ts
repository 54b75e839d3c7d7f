import { readTenant } from '../../channels/readConnection.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { assess } from '../../plan/risk/index.ts'
import type { Acting } from '../acting.ts'
import { channelsOf } from '../replanPost.ts'
import { readNetwork } from './findTimes.ts'
import { readRiskFacts } from './readRiskFacts.ts'
import { riskTooHigh } from './riskTooHigh.ts'

type Row = { channel_id: ID; scheduled_at: string | Date; text: string | null }

/**
 * Judges the risk of what is left of a network plan as if it started now; of an ordinary plan nothing is judged.
 *
 * @throws RISK_TOO_HIGH
 */
export const assessAgain = async (args: {
  context: Acting
  plan: { id: ID; tenant: ID }
}): Promise<void> => {
  const { context, plan } = args
  const { payload, settings, req, db, now } = context
  const made = await readNetwork(args)
  if (!made) return
  const left = await rows<Row>(
    db,
    sql`
      select channel_id, scheduled_at, variation->>'text' as text from postyard_deliveries
      where plan_id = ${plan.id} and tenant_id = ${plan.tenant} and state = 'held'`,
  )
  const { timezone } = await readTenant({ payload, settings, tenant: plan.tenant, req })
  const { figures, peaks } = made.network
  const inPeak = new Set(peaks)
  const assessment = assess(
    await readRiskFacts({
      db,
      tenant: plan.tenant,
      timezone,
      channels: await channelsOf(context, {
        tenant: plan.tenant,
        ids: left.map((row) => row.channel_id),
      }),
      times: new Map(left.map((row) => [String(row.channel_id), new Date(row.scheduled_at)])),
      same: made.content === null ? undefined : { content: made.content },
      variants: new Set(left.map(({ text }) => text)).size,
      inPeak: left.filter((row) => inPeak.has(String(row.channel_id))).length,
      shortestGapMs: left.length > 1 ? figures.shortestGapMs : null,
      leastGapMs: figures.leastGapMs,
      plan: plan.id,
      now,
    }),
  )
  if (assessment.isBlocked) throw riskTooHigh(assessment)
}
