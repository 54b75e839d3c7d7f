import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { DistributionError } from '../errors.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { isAllowed, tenantsAllowed, userOf } from '../security/standing.ts'

/**
 * The influencers of the delivery `d`: the one whose claim it is of, whoever has its account by now; of other deliveries those
 * whose account it goes to.
 */
const influencersOf = sql.raw(`(
  select claim.influencer_id from postyard_claims claim
  where claim.plan_id = d.plan_id and claim.tenant_id = d.tenant_id
  union all
  select owned.parent_id from postyard_influencers_rels owned
  where owned.postyard_channels_id = d.channel_id and owned.path = 'channels' and not exists (
    select 1 from postyard_claims claim
    where claim.plan_id = d.plan_id and claim.tenant_id = d.tenant_id))`)

/** Of the delivery `d`: whether an influencer posts it; the one who logs in as `user`, where that is given. */
export const isOfInfluencer = (user?: ID): SQL => sql`exists (
  select 1 from postyard_influencers owner
  where owner.id in ${influencersOf} and owner.tenant_id = d.tenant_id
    ${user === undefined ? sql`` : sql`and owner.user_id = ${user}`})`

/**
 * Who is asked to post a delivery of an influencer: they alone, or nobody where they have no log-in. Undefined of every
 * other delivery.
 */
export const readOwners = async (
  db: Db,
  { tenant, delivery }: { tenant: ID; delivery: ID },
): Promise<ID[] | undefined> => {
  const found = await rows<{ user_id: ID | null }>(
    db,
    sql`
      select i.user_id
      from postyard_deliveries d
      join postyard_influencers i on i.id in ${influencersOf} and i.tenant_id = d.tenant_id
      where d.id = ${delivery} and d.tenant_id = ${tenant}
      order by i.id`,
  )
  return found.length === 0 ? undefined : found.flatMap(({ user_id }) => user_id ?? [])
}

type Poster = { id: ID; isFieldAgent: boolean; isManager: boolean }

/** Whether somebody who may post for a tenant may post this: influencers what is theirs alone. */
export const mayPostOn =
  (owners: readonly ID[] | undefined) =>
  ({ id, isFieldAgent, isManager }: Poster): boolean =>
    isFieldAgent || isManager || (owners ?? []).some((owner) => String(owner) === String(id))

/** The tenants in which a caller sees the tasks of others; elsewhere only what is theirs. */
export const tenantsOfOthers = ({ caller }: Pick<OperationContext, 'caller'>): ID[] | 'all' =>
  tenantsAllowed(caller.standing, 'tasks.others')

/**
 * Makes sure that whoever posts only what is theirs is about to do so.
 *
 * @throws FORBIDDEN
 */
export const requireOwnDelivery = async (
  { db, caller }: Pick<OperationContext, 'db' | 'caller'>,
  { tenant, delivery, assignee }: { tenant: ID; delivery: ID; assignee?: ID | null },
): Promise<void> => {
  if (isAllowed(caller.standing, 'tasks.others', tenant)) return
  const user = userOf(caller)
  const isTheirs = (id: ID | null | undefined) =>
    user !== undefined && id !== null && id !== undefined && String(id) === String(user)
  if (isTheirs(assignee)) return
  const owners = (await readOwners(db, { tenant, delivery })) ?? []
  if (owners.some(isTheirs)) return
  throw new DistributionError(
    'FORBIDDEN',
    'This is for somebody else to post. Look among your own tasks.',
  )
}
