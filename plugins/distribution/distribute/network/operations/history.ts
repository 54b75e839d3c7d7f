import { z } from 'zod'
import { exampleIds } from '../../../exampleIds.ts'
import { nextOutput } from '../../../listInput.ts'
import { defineOperation } from '../../../operation.ts'
import { planListInput, planListPermission, readPlanPage } from '../../planPage.ts'
import {
  examplePlanSummary,
  type PlanRow,
  planSummaryOutput,
  toPlanSummary,
} from '../../planSummary.ts'
import { exampleFigures, figuresOutput, windowOutput } from '../spreadOutput.ts'

const historyOutput = planSummaryOutput
  .extend({
    seed: z.string(),
    window: windowOutput,
    figures: figuresOutput,
    risk: z.number().nullable().meta({ description: 'The score with which it started.' }),
  })
  .meta({ component: 'NetworkPlanSummary' })

const toHistory = (row: PlanRow): z.input<typeof historyOutput>[] =>
  row.network === null
    ? []
    : [
        {
          ...toPlanSummary(row),
          seed: row.network.seed,
          window: row.network.options.window,
          figures: row.network.figures,
          risk: row.network.assessment?.score ?? null,
        },
      ]

export const networkHistory = defineOperation({
  name: 'distribution.history',
  summary:
    'Lists the plans over many accounts, the newest first: the post, who started it, how it was spread, and where it stands.',
  route: { method: 'get', path: '/distribution/history' },
  input: planListInput({ from: 'Began then or later.', to: 'Began before then.' }),
  output: z.object({ plans: z.array(historyOutput), next: nextOutput }),
  permission: planListPermission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant, limit: 20 },
      output: {
        plans: [
          {
            ...examplePlanSummary,
            counts: { published: 100 },
            state: 'published',
            seed: '4f1c9a',
            window: { from: '2026-11-23T06:00:00.000Z', to: '2026-11-23T12:00:00.000Z' },
            figures: exampleFigures,
            risk: 12,
          },
        ],
        next: null,
      },
    },
  },
  run: async (input, context) => {
    const { items, next } = await readPlanPage({ context, input, isNetwork: true, show: toHistory })
    return { plans: items.flat(), next }
  },
})

export type NetworkHistory = z.output<typeof networkHistory.output>
