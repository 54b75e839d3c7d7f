import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { OperationContext } from '../../operation.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { readPeople } from '../people.ts'
import { readCandidates } from '../readCandidates.ts'
import { tablesOf } from '../tablesOf.ts'
import { rateOutput, readRates, toRate } from '../taskRates.ts'
import { isAtWork, nextAtWork } from '../workTime.ts'

const days = { week: 7, month: 30, quarter: 90 }

/** What those are called who answered and are no longer, or never were, people of the client. */
const readNames = async ({ payload, settings, db }: OperationContext, ids: ID[]) =>
  ids.length === 0
    ? []
    : rows<{ id: ID; name: string | null }>(
        db,
        sql`
          select u.id, coalesce(to_jsonb(u)->>'name', to_jsonb(u)->>'email') as name
          from ${sql.identifier(tablesOf({ payload, settings }).usersTable)} u
          where u.id = any(${sql.param(ids)})`,
      )

const exampleRate = {
  settled: 40,
  onTime: 38,
  onTimeRate: 0.95,
  medianMinutes: 6.5,
  p90Minutes: 21,
  posted: 39,
  skipped: 1,
  failed: 0,
  expired: 0,
}

export const assistOverview = defineOperation({
  name: 'tasks.overview',
  summary:
    'How people post for a client: who has how much and since when, who is at work and can be reached, and how dependably each person and each channel has been served.',
  tag: 'Staff',
  route: { method: 'get', path: '/tenants/{id}/assist-overview' },
  input: z.strictObject({
    id: idInput,
    over: z.enum(['week', 'month', 'quarter']).default('month'),
  }),
  output: z.object({
    since: instantOutput,
    all: z.object(rateOutput),
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
    others: z
      .array(z.object({ id: idOutput, name: z.string(), ...rateOutput }))
      .meta({ description: 'Who answered and is none of its people now: agency admins, leavers.' }),
    channels: z.array(
      z.object({ id: idOutput, name: z.string(), open: z.number().int(), ...rateOutput }),
    ),
    nobodys: z.number().int().meta({ description: 'Open tasks that nobody has.' }),
  }),
  permission: 'tasks.manage',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.tenant, over: 'month' },
      output: {
        since: '2026-10-24T14:31:02.000Z',
        all: exampleRate,
        agents: [
          {
            id: exampleIds.agent,
            name: 'Ana',
            open: 1,
            oldestSince: '2026-11-23T14:30:00.120Z',
            today: 3,
            isAtWork: true,
            nextAtWork: null,
            lastSeenAt: '2026-11-23T14:31:02.000Z',
            isReachable: true,
            ...exampleRate,
          },
        ],
        others: [],
        channels: [{ id: exampleIds.channel, name: 'WhatsApp Status', open: 1, ...exampleRate }],
        nobodys: 0,
      },
    },
  },
  run: async ({ id, over }, context) => {
    const { payload, settings, req, db, now } = context
    const tenantId = await ownedTenant(context, id, 'tasks.manage')
    const tenant = await readTenant({ payload, settings, tenant: tenantId, req })
    const since = after(now, -days[over] * 24 * 60 * 60_000)
    const people = await readPeople({
      payload,
      settings,
      tenant: tenantId,
      permission: 'tasks.others',
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
    const byAgent = await readRates(context, { tenant: tenantId, since, by: 'agent' })
    const byChannel = await readRates(context, { tenant: tenantId, since, by: 'channel' })
    const [all] = await readRates(context, { tenant: tenantId, since, by: 'all' })
    const channels = await rows<{ id: ID; name: string }>(
      db,
      sql`
        select id, name from postyard_channels
        where tenant_id = ${tenantId} and kind = 'manual' order by name, id`,
    )
    const same = (a: unknown, b: unknown) => String(a) === String(b)
    const strangers = byAgent.flatMap(({ id: who }) =>
      who === null || candidates.some((one) => same(one.id, who)) ? [] : [who],
    )
    const names = await readNames(context, strangers)
    return {
      since: since.toISOString(),
      all: toRate(all),
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
      others: names.map(({ id: who, name }) => ({
        id: who,
        name: name ?? String(who),
        ...toRate(byAgent.find((rate) => same(rate.id, who))),
      })),
      channels: channels.map((channel) => ({
        ...channel,
        open: openOnes.filter((task) => same(task.channel_id, channel.id)).length,
        ...toRate(byChannel.find((rate) => same(rate.id, channel.id))),
      })),
      nobodys: openOnes.filter((task) => task.assignee_id === null).length,
    }
  },
})

export type OverviewAnswer = z.output<typeof assistOverview.output>
