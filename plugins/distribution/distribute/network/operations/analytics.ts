import { z } from 'zod'
import { exampleIds } from '../../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../../listedTenants.ts'
import { calendarInput, listInput } from '../../../listInput.ts'
import { tableOf } from '../../../model/tableOf.ts'
import { defineOperation, idInput, idOutput } from '../../../operation.ts'
import { readHappened } from '../readHappened.ts'
import { summariseHappened } from '../summariseHappened.ts'

const permission = 'plans.read' as const

const shareOutput = z.number().nullable()

const rates = {
  deliveries: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  successRate: shareOutput.meta({ description: 'Of what has ended; 0 to 1.' }),
  onTime: z.int().meta({ description: 'Out within a minute of the time first planned.' }),
  onTimeRate: shareOutput.meta({ description: 'Of what went out; 0 to 1.' }),
  lateness: z.object({
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
    mostMs: z.number().nullable(),
  }),
}

const gaps = z.object({
  count: z.int(),
  shortestMs: z.number().nullable(),
  meanMs: z.number().nullable(),
  longestMs: z.number().nullable(),
  belowLeast: z.int().meta({ description: 'Shorter than the least that the plan allows.' }),
})

const exampleRates = {
  ...{ deliveries: 100, succeeded: 98, failed: 2, successRate: 0.98 },
  ...{ onTime: 98, onTimeRate: 1, lateness: { p50Ms: 84, p95Ms: 210, mostMs: 412 } },
}

const exampleGaps = {
  ...{ count: 99, shortestMs: 302_400, meanMs: 423_500, longestMs: 871_000, belowLeast: 0 },
}

export const networkAnalytics = defineOperation({
  name: 'distribution.analytics',
  summary:
    'Compares what network plans planned with what happened, in numbers for charts: on time, success, peak hours, gaps, and failures by their reason.',
  description:
    'Of one plan, or of all that began between `from` and `to`. What was cancelled or skipped does not count. `isWhole` is false where there are more than 50,000 deliveries: only those of the newest plans count then, so choose a shorter time. `distribution.progress` compares delivery by delivery.',
  route: { method: 'get', path: '/distribution/analytics' },
  input: z.strictObject({
    tenant: listInput.tenant,
    plan: idInput.optional(),
    channel: idInput.optional(),
    from: calendarInput.optional(),
    to: calendarInput.optional(),
  }),
  output: z.object({
    plans: z.int(),
    ...rates,
    peak: z
      .object({
        planned: z.int(),
        plannedShare: shareOutput,
        happened: z.int(),
        happenedShare: shareOutput,
      })
      .meta({ description: 'In peak hours of their accounts.' }),
    gaps: z
      .object({ planned: gaps, happened: gaps })
      .meta({ description: 'Between neighbours of one plan.' }),
    byHour: z
      .array(z.object({ hour: z.int(), planned: z.int(), happened: z.int(), failed: z.int() }))
      .meta({ description: 'By the hour on the clock of each account, 0 to 23.' }),
    byPlatform: z.array(z.object({ platform: z.string(), ...rates })),
    byAccount: z
      .array(z.object({ channel: idOutput, name: z.string(), platform: z.string(), ...rates }))
      .meta({ description: 'Those with the most failures first.' }),
    failures: z.array(
      z.object({ code: z.string(), count: z.int(), example: z.string().nullable() }),
    ),
    isWhole: z.boolean(),
  }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { plan: exampleIds.plan },
      output: {
        plans: 1,
        ...exampleRates,
        peak: { planned: 92, plannedShare: 0.92, happened: 91, happenedShare: 0.9286 },
        gaps: { planned: exampleGaps, happened: { ...exampleGaps, shortestMs: 301_980 } },
        byHour: [{ hour: 6, planned: 9, happened: 9, failed: 0 }],
        byPlatform: [{ platform: 'instagram', ...exampleRates }],
        byAccount: [
          {
            ...{ channel: exampleIds.postizChannel, name: 'Instagram', platform: 'instagram' },
            ...{ ...exampleRates, deliveries: 1, succeeded: 1, failed: 0, successRate: 1 },
            ...{ onTime: 1, onTimeRate: 1 },
          },
        ],
        failures: [
          {
            code: 'REJECTED',
            count: 2,
            example: 'Instagram refused it: the picture is too small.',
          },
        ],
        isWhole: true,
      },
    },
  },
  run: async ({ tenant, plan, channel, from, to }, context) => {
    const { payload, settings, db } = context
    const happened = await readHappened(db, {
      tenants: await listedTenants(context, tenant, permission),
      tenantsTable: tableOf(payload, settings.tenantsSlug),
      plan: await narrowedTo({ context, collection: 'plans', id: plan, permission }),
      channel: await narrowedTo({ context, collection: 'channels', id: channel, permission }),
      from,
      to,
    })
    return summariseHappened(happened)
  },
})

export type NetworkFigures = z.output<typeof networkAnalytics.output>
