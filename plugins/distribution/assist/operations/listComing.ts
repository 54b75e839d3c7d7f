import { z } from 'zod'
import { type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { defineOperation, idOutput, instantOutput } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { isOfInfluencer, tenantsOfOthers } from '../channelOwner.ts'
import { exampleComing } from '../examples.ts'
import { tablesOf } from '../tablesOf.ts'
import { tenantOutput } from '../taskAnswer.ts'

export const comingOutput = z
  .object({
    delivery: idOutput,
    title: z.string(),
    tenant: tenantOutput,
    channel: z.object({ id: idOutput, name: z.string(), platform: z.string() }),
    dueAt: instantOutput,
    isReady: z
      .boolean()
      .meta({ description: 'False while it waits for something, such as a picture.' }),
  })
  .meta({ component: 'ComingTask' })

type Row = {
  id: ID
  title: string
  tenant_id: ID
  tenant_name: string
  tenant_zone: string
  channel_id: ID
  channel_name: string
  platform: string
  due_at: string | Date
  state: string
}

const dayMs = 24 * 60 * 60_000

const spans = { day: dayMs, week: 7 * dayMs }

export const listComing = defineOperation({
  name: 'tasks.coming',
  summary:
    'Lists what people will be asked to post soon on the channels that the caller serves, in all their clients. Any of it can be done early.',
  description:
    'Call it when the app opens and when the list is pulled down. Keep what is due within the day with its files (`tasks.readComing`), so that it is there on a bad network.',
  tag: 'Coming',
  route: { method: 'get', path: '/assist/coming' },
  input: z.strictObject({
    within: z.enum(['day', 'week']).default('day'),
  }),
  output: z.object({ coming: z.array(comingOutput) }),
  permission: 'tasks.read',
  errors: [],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: { input: { within: 'day' }, output: { coming: [exampleComing] } },
  },
  run: async ({ within }, { payload, settings, db, caller, now }) => {
    const tenants = requireSomewhere(
      caller,
      'tasks.read',
      'Only field agents and managers are asked to post; ask a manager to make you one of them.',
    )
    const others = tenantsOfOthers({ caller })
    const { tenantsTable, usersTable } = tablesOf({ payload, settings })
    const agent = sql.identifier(`${usersTable}_id`)
    const found = await rows<Row>(
      db,
      sql`
        select d.id, p.title, d.tenant_id, n.name as tenant_name, coalesce(n.timezone, 'UTC') as tenant_zone, c.id as channel_id, c.name as channel_name,
          c.platform, coalesce(d.next_attempt_at, d.scheduled_at) as due_at, d.state
        from postyard_deliveries d
        join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
        join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
        join ${sql.identifier(tenantsTable)} n on n.id = d.tenant_id
        where d.kind = 'manual' and d.state in ('scheduled', 'held')
          and ${tenants === 'all' ? sql`true` : sql`d.tenant_id = any(${sql.param(tenants)})`}
          and d.scheduled_at between ${after(now, -dayMs).toISOString()}
            and ${after(now, spans[within]).toISOString()}
          and (${isOfInfluencer(caller.id)} or not ${isOfInfluencer()} and ${
            others === 'all' ? sql`true` : sql`d.tenant_id = any(${sql.param(others)})`
          } and (exists (
            select 1 from postyard_channels_rels r
            where r.parent_id = c.id and r.path = 'agents' and r.${agent} = ${caller.id}
          ) or not exists (
            select 1 from postyard_channels_rels r where r.parent_id = c.id and r.path = 'agents'
          )))
        order by due_at, d.id
        limit 200`,
    )
    return {
      coming: found.map((row) => ({
        delivery: row.id,
        title: row.title,
        tenant: { id: row.tenant_id, name: row.tenant_name, timezone: row.tenant_zone },
        channel: { id: row.channel_id, name: row.channel_name, platform: row.platform },
        dueAt: new Date(row.due_at).toISOString(),
        isReady: row.state === 'scheduled',
      })),
    }
  },
})
