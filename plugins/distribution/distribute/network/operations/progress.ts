import { z } from 'zod'
import { readTenant } from '../../../channels/readConnection.ts'
import { readCursor, toPage } from '../../../cursor.ts'
import { exampleIds } from '../../../exampleIds.ts'
import { findOwned } from '../../../findOwned.ts'
import { anyOf, listInput, nextOutput } from '../../../listInput.ts'
import type { NetworkPlan } from '../../../model/networkPlan.ts'
import { deliveryStates } from '../../../model/states.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../../operation.ts'
import { deliveryOutput, toDeliveryAnswer } from '../../deliveryAnswer.ts'
import { exampleDelivery } from '../../exampleDelivery.ts'
import { type ProgressRow, readProgress } from '../readProgress.ts'

const progressOutput = deliveryOutput
  .extend({
    channelName: z.string(),
    platform: z.string(),
    timezone: z.string(),
    plannedAt: instantOutput.meta({
      description: 'When it was to go out as it was first planned.',
    }),
    shiftMs: z
      .number()
      .meta({ description: 'How far its time was moved since, by a person or by Postyard.' }),
    latenessMs: z
      .number()
      .nullable()
      .meta({ description: 'When it went out against `plannedAt`; null before it did.' }),
    isPeak: z.boolean().meta({ description: 'Planned in peak hours of its account.' }),
    isLead: z.boolean(),
  })
  .meta({ component: 'DeliveryProgress' })

type PlanRecord = { network?: NetworkPlan | null }

const toAnswer = (
  { row, plannedAt, channel }: ProgressRow,
  of: { peaks: Set<string>; leads: Set<string>; timezone: string },
): z.input<typeof progressOutput> => {
  const id = String(row.channel_id)
  return {
    ...toDeliveryAnswer(row),
    channelName: channel.name,
    platform: channel.platform ?? row.kind,
    timezone: channel.timezone ?? of.timezone,
    plannedAt: plannedAt.toISOString(),
    shiftMs: row.scheduled_at.getTime() - plannedAt.getTime(),
    latenessMs: row.executed_at && row.executed_at.getTime() - plannedAt.getTime(),
    isPeak: of.peaks.has(id),
    isLead: of.leads.has(id),
  }
}

export const networkProgress = defineOperation({
  name: 'distribution.progress',
  summary:
    'Lists the deliveries of a plan in the order in which they were planned: when each was to go out, when it did, what it says, and where it stands and why.',
  description:
    'Read it page by page: give `next` as `cursor` until it is null. Each delivery stands in it once, whatever happens meanwhile.',
  route: { method: 'get', path: '/distribution/{id}/progress' },
  input: z.strictObject({
    id: idInput,
    state: anyOf(z.enum(deliveryStates)).optional(),
    cursor: listInput.cursor,
    limit: listInput.limit,
  }),
  output: z.object({ plan: idOutput, deliveries: z.array(progressOutput), next: nextOutput }),
  permission: 'plans.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.plan, limit: 50 },
      output: {
        plan: exampleIds.plan,
        deliveries: [
          {
            ...exampleDelivery,
            state: 'published',
            reasonCode: null,
            reason: null,
            executedAt: '2026-11-23T14:30:00.084Z',
            externalUrl: 'https://instagram.com/p/C1',
            channelName: 'Instagram',
            platform: 'instagram',
            timezone: 'Europe/Lisbon',
            plannedAt: exampleDelivery.scheduledAt,
            shiftMs: 0,
            latenessMs: 84,
            isPeak: true,
            isLead: false,
          },
        ],
        next: null,
      },
    },
  },
  run: async ({ id, state, cursor, limit }, context) => {
    const { payload, settings, req, db } = context
    const plan = await findOwned<PlanRecord>({
      context,
      collection: 'plans',
      id,
      permission: 'plans.read',
      what: 'plan',
    })
    const { timezone } = await readTenant({ payload, settings, tenant: plan.tenant, req })
    const of = {
      peaks: new Set(plan.network?.peaks),
      leads: new Set(plan.network?.leads),
      timezone,
    }
    const after = readCursor({ payload, cursor, ids: 1 })
    const found = await readProgress(db, { plan, state, after, limit })
    const { items, next } = toPage({
      rows: found,
      limit,
      place: ({ row, plannedAt }) => ({ at: plannedAt, ids: [row.id] }),
      show: (one) => toAnswer(one, of),
    })
    return { plan: plan.id, deliveries: items, next }
  },
})
