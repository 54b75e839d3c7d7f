import { DistributionError } from '../../errors.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { OperationContext } from '../../operation.ts'
import { type Turn, turnAt } from '../turn.ts'
import { findTimes, type Given } from './findTimes.ts'
import { beginWatch } from './watch/beginWatch.ts'

/** The plans of deliveries that are network plans, by id as text. */
const readNetworkPlans = async (
  { db }: Pick<OperationContext, 'db'>,
  deliveries: readonly DeliveryRow[],
): Promise<Set<string>> => {
  const found = await rows<{ id: ID }>(
    db,
    sql`
      select id from postyard_plans
      where id = any(${sql.param([...new Set(deliveries.map((row) => row.plan_id))])})
        and tenant_id = any(${sql.param([...new Set(deliveries.map((row) => row.tenant_id))])})
        and network is not null`,
  )
  return new Set(found.map(({ id }) => String(id)))
}

/**
 * When those of many deliveries that belong to network plans go out anew, so that their posts keep the distance that they
 * were planned with; those for which there is no room are refused. By the delivery's id as text; deliveries of ordinary
 * plans are not among them.
 */
export const spaceRedriven = async (
  context: OperationContext,
  deliveries: readonly DeliveryRow[],
): Promise<{
  turns: Map<string, Turn>
  refused: { row: DeliveryRow; refusal: DistributionError }[]
}> => {
  const { now } = context
  const networks = await readNetworkPlans(context, deliveries)
  const turns = new Map<string, Turn>()
  const refused: { row: DeliveryRow; refusal: DistributionError }[] = []
  const besides: Given[] = []
  const byPlan = Map.groupBy(deliveries, (row) => String(row.plan_id))
  for (const [plan, some] of byPlan) {
    const [first] = some
    if (!first || !networks.has(plan)) continue
    const found = await findTimes({
      context,
      plan: { id: first.plan_id, tenant: first.tenant_id },
      deliveries: some,
      besides,
    })
    const [next] = [...(found?.times.values() ?? [])].toSorted((a, b) => a.getTime() - b.getTime())
    // It may have been over, and is not any more.
    if (next) {
      await beginWatch({
        db: context.db,
        plan: { id: first.plan_id, tenant: first.tenant_id },
        at: next,
        now,
      })
    }
    for (const row of some) {
      const at = found?.times.get(String(row.id))
      if (!at) continue
      besides.push({ channel: row.channel_id, at, content: found?.content ?? null })
      turns.set(String(row.id), turnAt(context, row, at))
    }
    for (const row of found?.left ?? []) {
      const why = found?.why ?? 'There is no room for it.'
      refused.push({ row, refusal: new DistributionError('SPREAD_IMPOSSIBLE', why) })
    }
  }
  return { turns, refused }
}
