import { sql } from '../model/database.ts'
import { isNetworkPlan } from './isNetworkPlan.ts'

/** What a delivery is kept apart by. */
export type Spacing = {
  /** Null where the content of its plan is not written down, or was forgotten. */
  content: string | null
  isNetwork: boolean
  /** How far its plan wants others to be, in ms; null where it wants nothing of its own. */
  gapMs: number | null
}

/** The `Spacing` of the delivery `d` as an expression; null where nothing keeps it apart: its content is of no network plan. */
export const spacingOfDelivery = sql`(
  select jsonb_build_object('content', c.id, 'isNetwork', ${isNetworkPlan},
    'gapMs', (p.network->'options'->>'sameContentMs')::float)
  from postyard_plans p
  left join postyard_content_plans cp on cp.plan = p.id
  left join postyard_contents c on c.id = cp.content
  where p.id = d.plan_id and p.tenant_id = d.tenant_id and (c.has_network or ${isNetworkPlan})
)`
