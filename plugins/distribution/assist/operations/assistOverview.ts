import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { readTenant } from '../../channels/readConnection.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { readPeople } from '../people.ts'
import { readCandidates } from '../readCandidates.ts'
import { tablesOf } from '../tablesOf.ts'
import { isAtWork, nextAtWork } from '../workTime.ts'

const days = { week: 7, month: 30, quarter: 90 }

const rateOutput = {
  settled: z.number().int().meta({ description: 'Tasks that ended, but for cancelled ones.' }),
  onTime: z.number().int().meta({ description: 'Of these, posted before their deadline.' }),
  onTimeRate: z
    .number()
    .nullable()
    .meta({ description: 'From 0 to 1; null where none has ended.' }),
  medianMinutes: z.number().nullable().meta({ description: 'From being asked to the answer.' }),
}

type Rate = { id: ID; settled: number; on_time: number; median: number | null }

const toRate = (rate: Rate | undefined) => ({
  settled: rate?.settled ?? 0,
  onTime: rate?.on_time ?? 0,
  onTimeRate: rate && rate.settled > 0 ? rate.on_time / rate.settled : null,
  medianMinutes: rate?.median ?? null,
})

export const assistOverview = defineOperation({
  name: 'tasks.overview',
  summary:
    'How people post for a client: who has how much and since when, who is at work and can be reached, and how dependably each person and each channel has been served.',
  route: { method: 'get', path: '/tenants/{id}/assist-overview' },
  input: z.strictObject({
    id: idInput,
    over: z.enum(['week', 'month', 'quarter']).default('month'),
  }),
  output: z.object({
    since: instantOutput,
    agents: z.array(
      z.object({
        id: idOutput,
        name: z.string(),
        open: z.number().int(),
        oldestSince: instantOutput.nullable(),
        today: z.number().int(),
        isAtWork: z.boolean(),
        nextAtWork: instantOutput.nullable(),
        lastSeenAt: instantOutput.nullable(),
        isReachable: z.boolean(),
        ...rateOutput,
      }),
    ),
    channels: z.array(
      z.object({ id: idOutput, name: z.string(), open: z.number().int(), ...rateOutput }),
    ),
    nobodys: z.number().int().meta({ description: 'Open tasks that nobody has.' }),
  }),
  permission: 'tasks.manage',
  errors: [],
  isReadOnly: true,
  run: async ({ id, over }, context) => {
    const { payload, settings, req, db, now } = context
    const tenantId = await ownedTenant(context, id, 'tasks.manage')
    const tenant = await readTenant({ payload, settings, tenant: tenantId, req })
    const since = after(now, -days[over] * 24 * 60 * 60_000)
    const people = await readPeople({
      payload,
      settings,
      tenant: tenantId,
      permission: 'tasks.answer',
      req,
    })
    const candidates = await readCandidates({
      db,
      usersTable: tablesOf({ payload, settings }).usersTable,
      tenant,
      people,
      named: people.map((person) => person.id),
      asked: [],
      now,
    })
    const ratesBy = (what: 'agent' | 'channel') =>
      rows<Rate>(
        db,
        sql`
          select ${what === 'agent' ? sql`coalesce(t.answered_by_id, t.assignee_id)` : sql`t.channel_id`} as id,
            count(*)::int as settled,
            count(*) filter (where t.outcome = 'posted' and t.answered_at <= t.deadline_at)::int as on_time,
            percentile_cont(0.5) within group (
              order by extract(epoch from t.answered_at - t.created_at) / 60
            ) filter (where t.outcome = 'posted')::float as median
          from postyard_assist_tasks t
          where t.tenant_id = ${tenantId} and t.outcome is not null and t.outcome <> 'cancelled'
            and t.created_at >= ${since.toISOString()}
          group by 1`,
      )
    const openOnes = await rows<{
      assignee_id: ID | null
      channel_id: ID
      created_at: string | Date
    }>(
      db,
      sql`
        select assignee_id, channel_id, created_at from postyard_assist_tasks
        where tenant_id = ${tenantId} and outcome is null order by created_at`,
    )
    const byAgent = await ratesBy('agent')
    const byChannel = await ratesBy('channel')
    const channels = await rows<{ id: ID; name: string }>(
      db,
      sql`
        select id, name from postyard_channels
        where tenant_id = ${tenantId} and kind = 'manual' order by name, id`,
    )
    const same = (a: unknown, b: unknown) => String(a) === String(b)
    return {
      since: since.toISOString(),
      agents: candidates.map((one) => {
        const oldest = openOnes.find((task) => same(task.assignee_id, one.id))?.created_at
        const isWorking = isAtWork(one.work, now)
        return {
          id: one.id,
          name: one.name,
          open: one.open,
          oldestSince: oldest ? new Date(oldest).toISOString() : null,
          today: one.today,
          isAtWork: isWorking,
          nextAtWork: isWorking ? null : (nextAtWork(one.work, now)?.toISOString() ?? null),
          lastSeenAt: one.seenAt?.toISOString() ?? null,
          isReachable: one.isReachable,
          ...toRate(byAgent.find((rate) => same(rate.id, one.id))),
        }
      }),
      channels: channels.map((channel) => ({
        ...channel,
        open: openOnes.filter((task) => same(task.channel_id, channel.id)).length,
        ...toRate(byChannel.find((rate) => same(rate.id, channel.id))),
      })),
      nobodys: openOnes.filter((task) => task.assignee_id === null).length,
    }
  },
})
