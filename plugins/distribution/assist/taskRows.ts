import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { DeliveryState } from '../model/states.ts'
import { isOfInfluencer } from './channelOwner.ts'

/** What somebody says who posted it while somebody else had it. `at` is an instant. */
export type Claim = { by: ID; name: string; at: string; url: string | null }

/** An assist task with what the phone shows of its delivery, its channel and its plan. */
export type TaskRow = {
  id: ID
  tenant_id: ID
  tenant_name: string
  tenant_zone: string
  delivery_id: ID
  plan_id: ID
  title: string
  assignee_id: ID | null
  assignee_name: string | null
  assignee_reason: string | null
  opened_by_id: ID | null
  opened_by_name: string | null
  opened_at: Date | null
  lease_until: Date | null
  asked_at: Date
  step: number
  stepped_at: Date | null
  /** From when the steps of escalation are counted. */
  ladder_from: Date
  due_at: Date
  deadline_at: Date
  outcome: 'posted' | 'skipped' | 'failed' | 'expired' | 'cancelled' | null
  proof_url: string | null
  proof_id: ID | null
  note: string | null
  claim: Claim | null
  snoozed_until: Date | null
  answered_at: Date | null
  answered_by_id: ID | null
  answered_by_name: string | null
  state: DeliveryState
  channel_id: ID
  channel_name: string
  platform: string
  android_package: string | null
  hint: string | null
}

const instants = [
  'due_at',
  'deadline_at',
  'snoozed_until',
  'answered_at',
  'opened_at',
  'lease_until',
  'asked_at',
  'stepped_at',
  'ladder_from',
] as const

const toTaskRow = (raw: Record<string, unknown>): TaskRow => {
  const row = { ...raw }
  for (const name of instants) {
    if (typeof row[name] === 'string') row[name] = new Date(row[name] as string)
  }
  return row as TaskRow
}

export type Tables = { tenantsTable: string; usersTable: string }

/** What a person is called; the application may have no names, but it has addresses. */
const nameOf = (alias: string) =>
  sql.raw(`coalesce(to_jsonb(${alias})->>'name', to_jsonb(${alias})->>'email')`)

const from = ({ tenantsTable, usersTable }: Tables) => sql`
  select t.id, t.tenant_id, n.name as tenant_name, coalesce(n.timezone, 'UTC') as tenant_zone, t.delivery_id, d.plan_id, t.title, t.assignee_id, t.due_at,
         t.deadline_at, t.outcome, t.proof_url, t.note, t.claim, t.snoozed_until, t.answered_at, t.answered_by_id, d.state,
         t.assignee_reason, t.opened_by_id, t.opened_at, t.lease_until, t.created_at as asked_at,
         t.step::int as step, t.stepped_at, coalesce(t.ladder_from, t.created_at) as ladder_from, t.proof_id, ${nameOf('a')} as assignee_name, ${nameOf('h')} as opened_by_name,
         ${nameOf('b')} as answered_by_name,
         c.id as channel_id, c.name as channel_name, c.platform,
         c.target_app_android_package as android_package, c.target_app_hint as hint
  from postyard_assist_tasks t
  join postyard_deliveries d on d.id = t.delivery_id and d.tenant_id = t.tenant_id
  join postyard_channels c on c.id = t.channel_id and c.tenant_id = t.tenant_id
  join ${sql.identifier(tenantsTable)} n on n.id = t.tenant_id
  left join ${sql.identifier(usersTable)} a on a.id = t.assignee_id
  left join ${sql.identifier(usersTable)} h on h.id = t.opened_by_id
  left join ${sql.identifier(usersTable)} b on b.id = t.answered_by_id`

const ofTenants = (tenants: ID[] | 'all') =>
  tenants === 'all' ? sql`true` : sql`t.tenant_id = any(${sql.param(tenants)})`

/** One task of a tenant. */
export const readTaskRow = async (args: {
  db: Db
  tables: Tables
  tenant: ID
  id: ID
}): Promise<TaskRow | undefined> => {
  const [row] = await rows<Record<string, unknown>>(
    args.db,
    sql`${from(args.tables)} where t.id = ${args.id} and t.tenant_id = ${args.tenant}`,
  )
  return row ? toTaskRow(row) : undefined
}

/** The tasks of one person, with what they have open, and those of nobody, or of all, in the tenants given: what is open first, the most urgent first. */
export const listTaskRows = async (args: {
  db: Db
  tables: Tables
  tenants: ID[] | 'all'
  assignee?: ID
  /** Where the caller sees the tasks of others; elsewhere those on their own accounts, and those that they were given. */
  others: ID[] | 'all'
  /** The caller. */
  user: ID
  limit: number
}): Promise<TaskRow[]> => {
  const found = await rows<Record<string, unknown>>(
    args.db,
    sql`
      ${from(args.tables)}
      where ${ofTenants(args.tenants)}
        and (${ofTenants(args.others)} or t.assignee_id = ${args.user} or ${isOfInfluencer(args.user)})
        and ${
          args.assignee === undefined
            ? sql`true`
            : sql`(t.assignee_id = ${args.assignee}
          or t.assignee_id is null and (not ${isOfInfluencer()} or ${isOfInfluencer(args.user)})
          or (t.opened_by_id = ${args.assignee} and t.lease_until > now()))`
        }
        and (t.outcome is null or t.updated_at > now() - interval '1 day')
      order by (t.outcome is not null), case when t.outcome is null then t.due_at end, t.answered_at desc nulls last
      limit ${args.limit}`,
  )
  return found.map(toTaskRow)
}

/**
 * What staff watch in the tenants given: every task that waits for an answer, and those of the days since `since` that
 * ended without one; of a delivery only its newest. The most pressing deadline first.
 */
export const listWatchedRows = async (args: {
  db: Db
  tables: Tables
  tenants: ID[] | 'all'
  since: Date
  limit: number
}): Promise<TaskRow[]> => {
  const found = await rows<Record<string, unknown>>(
    args.db,
    sql`
      ${from(args.tables)}
      where ${ofTenants(args.tenants)}
        and (t.outcome is null or (
          t.outcome = 'expired' and d.state = 'expired' and t.deadline_at > ${args.since.toISOString()}
          and not exists (
            select 1 from postyard_assist_tasks newer
            where newer.delivery_id = t.delivery_id and newer.tenant_id = t.tenant_id
              and newer.created_at > t.created_at
          )
        ))
      order by t.deadline_at, t.id
      limit ${args.limit}`,
  )
  return found.map(toTaskRow)
}

/** The newest task of a delivery; undefined where nobody was asked yet. */
export const readTaskOfDelivery = async (args: {
  db: Db
  tables: Tables
  tenant: ID
  delivery: ID
}): Promise<TaskRow | undefined> => {
  const [row] = await rows<Record<string, unknown>>(
    args.db,
    sql`
      ${from(args.tables)}
      where t.delivery_id = ${args.delivery} and t.tenant_id = ${args.tenant}
      order by t.created_at desc limit 1`,
  )
  return row ? toTaskRow(row) : undefined
}
