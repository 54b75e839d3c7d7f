import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { DistributionError } from '../errors.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { isAllowed, tenantsAllowed, userOf } from '../security/standing.ts'

/** Of the channel `c`: whether it is an account of an influencer; of the one who logs in as `user`, where that is given. */
export const isOfInfluencer = (user?: ID): SQL => sql`exists (
  select 1 from postyard_influencers_rels owned
  join postyard_influencers owner on owner.id = owned.parent_id and owned.path = 'channels'
  where owned.postyard_channels_id = c.id and owner.tenant_id = c.tenant_id
    ${user === undefined ? sql`` : sql`and owner.user_id = ${user}`})`

/**
 * Who is asked to post on a channel that is an account of an influencer: they alone, or nobody where they have no log-in.
 * Undefined of every other channel.
 */
export const readOwners = async (
  db: Db,
  { tenant, channel }: { tenant: ID; channel: ID },
): Promise<ID[] | undefined> => {
  const found = await rows<{ user_id: ID | null }>(
    db,
    sql`
      select i.user_id from postyard_influencers i
      join postyard_influencers_rels r on r.parent_id = i.id and r.path = 'channels'
      where r.postyard_channels_id = ${channel} and i.tenant_id = ${tenant}
      order by i.id`,
  )
  return found.length === 0 ? undefined : found.flatMap(({ user_id }) => user_id ?? [])
}

type Poster = { id: ID; isFieldAgent: boolean; isManager: boolean }

/** Whether somebody who may post for a tenant may do so on a channel: influencers on accounts of their own alone. */
export const mayPostOn =
  (owners: readonly ID[] | undefined) =>
  ({ id, isFieldAgent, isManager }: Poster): boolean =>
    isFieldAgent || isManager || (owners ?? []).some((owner) => String(owner) === String(id))

/** The tenants in which a caller sees the tasks of others; elsewhere only their own, and those on their own accounts. */
export const tenantsOfOthers = ({ caller }: Pick<OperationContext, 'caller'>): ID[] | 'all' =>
  tenantsAllowed(caller.standing, 'tasks.others')

/**
 * Makes sure that whoever posts on accounts of their own alone is about to do so there.
 *
 * @throws FORBIDDEN
 */
export const requireOwnAccount = async (
  { db, caller }: Pick<OperationContext, 'db' | 'caller'>,
  { tenant, channel, assignee }: { tenant: ID; channel: ID; assignee?: ID | null },
): Promise<void> => {
  if (isAllowed(caller.standing, 'tasks.others', tenant)) return
  const user = userOf(caller)
  const isTheirs = (id: ID | null | undefined) =>
    user !== undefined && id !== null && id !== undefined && String(id) === String(user)
  if (isTheirs(assignee)) return
  const owners = (await readOwners(db, { tenant, channel })) ?? []
  if (owners.some(isTheirs)) return
  throw new DistributionError(
    'FORBIDDEN',
    'This is to be posted on an account that is not yours. Look among your own tasks.',
  )
}
