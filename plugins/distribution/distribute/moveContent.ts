import { type Db, type ID, rows, sql } from '../model/database.ts'
import { forgetDrafts } from '../model/forgetDrafts.ts'
import { type PlanContent, partsMinutesOf } from '../model/planContent.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { contentWith, type Variation } from '../model/variation.ts'

type Plan = {
  id: ID
  content: PlanContent
  content_version: number
  earlier_contents: Record<string, PlanContent> | null
}

/** Key order is Postgres's own on one side only, and what is missing is the same as what is undefined. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, canonical(one)]),
  )
}

const isSame = (a: PlanContent, b: PlanContent): boolean =>
  JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))

/** As far as its deliveries' receipts, which point at it, are not kept waiting: whoever opens one may hold its content. */
const lockPlan = async (db: Db, tenant: ID, id: ID): Promise<Plan> => {
  const [plan] = await rows<Plan>(
    db,
    sql`
      select id, content, content_version::int as content_version, earlier_contents
      from postyard_plans where id = ${id} and tenant_id = ${tenant} for no key update`,
  )
  if (!plan) throw new Error('The plan of this delivery is gone.')
  return plan
}

/** What is kept of a plan's earlier contents: each that a delivery still tells of, or an old draft of one. */
const keepEarlier = async (args: { db: Db; tenant: ID; plan: Plan }) => {
  const { db, tenant, plan } = args
  const told = await rows<{ version: string }>(
    db,
    sql`
      select distinct version::int::text as version
      from postyard_deliveries d cross join unnest(array[d.content_version, d.draft_version]) version
      where d.plan_id = ${plan.id} and d.tenant_id = ${tenant} and version is not null`,
  )
  const all = { ...plan.earlier_contents, [String(plan.content_version)]: plan.content }
  const kept = told.flatMap(({ version }) => (all[version] ? [[version, all[version]]] : []))
  return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept))
}

/**
 * Lets deliveries of one plan that have not been sent say something else, in the caller's transaction, which holds their
 * rows. What is staged for them is given up, and their fence grows, so that whoever prepares one of them in this moment
 * with the words of before gets nothing written. The deliveries that were sent keep what they said.
 *
 * Returns the rows that say something else now, with the versions of before and after; none where nothing differs.
 */
export const moveContent = async (args: {
  db: Db
  tenant: ID
  plan: ID
  deliveries: DeliveryRow[]
  content: PlanContent
  /** What a channel says otherwise from now on. @default nothing */
  variationOf?: (channel: ID) => Variation | null
  /** How long before its time a delivery is staged; what was being prepared is prepared anew. */
  stageLeadMinutes: number
  now: Date
}): Promise<{ moved: DeliveryRow[]; from: number; to: number }> => {
  const { db, tenant, content } = args
  const plan = await lockPlan(db, tenant, args.plan)
  const from = plan.content_version
  const isNew = !isSame(plan.content, content)
  const to = isNew ? from + 1 : from
  const moved = args.deliveries.filter((row) => row.content_version !== to)
  const ids = moved.map(({ id }) => id)
  if (ids.length === 0) return { moved, from, to }
  const own = moved.map(({ id, channel_id }) => {
    const variation = args.variationOf?.(channel_id) ?? null
    return { id, variation, minutes: partsMinutesOf(contentWith(content, variation)) }
  })
  await db.execute(sql`
    update postyard_deliveries d
    set content_version = ${to},
        draft_version = case when draft_state = 'none' then null else coalesce(draft_version, content_version) end,
        variation = case
          when own.variation is null and d.variation is null then null
          when draft_state = 'none' then own.variation
          else coalesce(own.variation, '{}') || jsonb_build_object('drafted',
            case when draft_version is null then d.variation - 'drafted' else d.variation -> 'drafted' end)
        end,
        fence = fence + 1, lease_until = null, rendition_id = ${content.rendition}, left_out = null,
        parts_minutes = case when kind = 'postiz' then own.minutes end,
        wake_at = case when state = 'scheduled' and kind = 'postiz' then greatest(
          coalesce(next_attempt_at, scheduled_at) - ${`${args.stageLeadMinutes} minutes`}::interval,
          ${args.now.toISOString()}::timestamptz) else wake_at end,
        updated_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as own(id text, variation jsonb, minutes numeric)
    where d.id = any(${sql.param(ids)}) and d.tenant_id = ${tenant} and own.id = d.id::text`)
  if (isNew) {
    const earlier = await keepEarlier({ db, tenant, plan })
    await db.execute(sql`
      update postyard_plans
      set title = ${content.title}, content = ${JSON.stringify(content)}::jsonb, content_version = ${to},
          earlier_contents = ${earlier}::jsonb, updated_at = clock_timestamp()
      where id = ${plan.id} and tenant_id = ${tenant}`)
  }
  await forgetDrafts({ db, tenant, deliveries: ids })
  return { moved, from, to }
}
