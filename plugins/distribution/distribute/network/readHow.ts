import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { NetworkOptions, NetworkPlan } from '../../model/networkPlan.ts'

/** How a network plan was spread, without what it keeps of each of its accounts. */
export type How = Pick<NetworkPlan, 'seed' | 'figures' | 'assessment' | 'leads'> & {
  options: Pick<NetworkOptions, 'window' | 'gapMs' | 'sameContentMs' | 'peaks'>
}

/** Reads how a plan was spread; undefined of an ordinary plan. */
export const readHow = async (db: Db, plan: { id: ID; tenant: ID }): Promise<How | undefined> => {
  const [found] = await rows<{ how: How }>(
    db,
    sql`
      select jsonb_build_object(
        'seed', network->'seed', 'figures', network->'figures', 'assessment', network->'assessment',
        'leads', network->'leads', 'options', jsonb_build_object(
          'window', network->'options'->'window', 'gapMs', network->'options'->'gapMs',
          'sameContentMs', network->'options'->'sameContentMs', 'peaks', network->'options'->'peaks')) as how
      from postyard_plans
      where id = ${plan.id} and tenant_id = ${plan.tenant} and network is not null`,
  )
  return found?.how
}
