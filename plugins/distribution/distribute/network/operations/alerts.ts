import { z } from 'zod'
import { exampleIds } from '../../../exampleIds.ts'
import { findOwned } from '../../../findOwned.ts'
import { type Db, type ID, rows, sql } from '../../../model/database.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../../operation.ts'
import { anomalyKinds, scopes } from '../../../plan/risk/index.ts'
import { type Alert, alertActs } from '../watch/logAlert.ts'

/** The newest of them are told; older ones are among the events. */
const mostTold = 100

type AlertRow = {
  occurred_at: string | Date
  data: Omit<Alert, 'numbers'> & { numbers: NonNullable<Alert['numbers']> | null }
}

type BrakeRow = {
  scope: 'plan' | 'provider'
  key: string
  kind: Alert['kind']
  reason: string
  begun_at: string | Date
  failures: number
  try_at: string | Date | null
}

type Plan = { id: ID; tenant: ID }

const readAlerts = (db: Db, { id, tenant }: Plan): Promise<AlertRow[]> =>
  rows<AlertRow>(
    db,
    sql`
      select occurred_at, data from postyard_events
      where plan_id = ${id} and tenant_id = ${tenant} and type = 'distribution.plan.alert'
      order by occurred_at desc, id desc limit ${mostTold}`,
  )

const readBrakes = (db: Db, { id, tenant }: Plan): Promise<BrakeRow[]> =>
  rows<BrakeRow>(
    db,
    sql`
      select scope, key, kind, reason, begun_at, failures, try_at from postyard_plan_brakes
      where plan = ${String(id)} and tenant = ${String(tenant)} order by begun_at, scope, key`,
  )

const iso = (at: string | Date): string => new Date(at).toISOString()

export const planAlerts = defineOperation({
  name: 'distribution.alerts',
  summary:
    'Tells what went wrong while a network plan ran, what Postyard did about it, and what of the plan waits for that now.',
  route: { method: 'get', path: '/distribution/{id}/alerts' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    plan: idOutput,
    alerts: z
      .array(
        z.object({
          at: instantOutput,
          kind: z.enum(anomalyKinds),
          scope: z
            .enum(scopes)
            .meta({ description: 'How far it reaches: as little as explains it.' }),
          key: z.string().meta({
            description:
              'The id of the account, of the post or of the plan, or the name of the platform; empty for the whole client.',
          }),
          act: z.enum(alertActs).meta({
            description:
              '`held`: only the account or platform waits. `paused`: the plan does. `told`: nothing was stopped. `asked`: a person decides.',
          }),
          sentence: z.string(),
          numbers: z
            .object({
              failures: z.int(),
              attempts: z.int(),
              accounts: z.int(),
              withinMs: z.number(),
              usual: z.number(),
            })
            .nullable(),
        }),
      )
      .meta({ description: 'The newest first, 100 at most.' }),
    waiting: z
      .array(
        z.object({
          scope: z.enum(['plan', 'provider']),
          key: z.string().meta({ description: 'The name of the platform; empty for the plan.' }),
          kind: z.enum(anomalyKinds),
          reason: z.string(),
          since: instantOutput,
          tries: z.int().meta({ description: 'How often it was tried in vain.' }),
          triedAt: instantOutput
            .nullable()
            .meta({ description: 'When it is tried next; null where a person decides.' }),
        }),
      )
      .meta({ description: 'What Postyard has stopped by itself, and what is not over.' }),
  }),
  permission: 'plans.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.plan },
      output: {
        plan: exampleIds.plan,
        alerts: [
          {
            at: '2026-11-23T08:41:02.310Z',
            kind: 'limits',
            scope: 'provider',
            key: 'instagram',
            act: 'held',
            sentence:
              '3 of 3 attempts on instagram were limited within 8 min, on 3 accounts; 0.3 % are usual. The plan waits on instagram, and goes on elsewhere. One post tries it from 08:42 on; the others follow when that went well.',
            numbers: { failures: 3, attempts: 3, accounts: 3, withinMs: 468_000, usual: 0.003 },
          },
        ],
        waiting: [
          {
            scope: 'provider',
            key: 'instagram',
            kind: 'limits',
            reason:
              '3 of 3 attempts on instagram were limited within 8 min, on 3 accounts; 0.3 % are usual.',
            since: '2026-11-23T08:41:02.310Z',
            tries: 0,
            triedAt: '2026-11-23T08:42:02.310Z',
          },
        ],
      },
    },
  },
  run: async ({ id }, context) => {
    const plan = await findOwned({
      context,
      collection: 'plans',
      id,
      permission: 'plans.read',
      what: 'plan',
    })
    const alerts = await readAlerts(context.db, plan)
    const brakes = await readBrakes(context.db, plan)
    return {
      plan: plan.id,
      alerts: alerts.map(({ occurred_at, data }) => ({ at: iso(occurred_at), ...data })),
      waiting: brakes.map((one) => ({
        scope: one.scope,
        key: one.key,
        kind: one.kind,
        reason: one.reason,
        since: iso(one.begun_at),
        tries: one.failures,
        triedAt: one.try_at === null ? null : iso(one.try_at),
      })),
    }
  },
})

export type PlanAlerts = z.output<typeof planAlerts.output>
