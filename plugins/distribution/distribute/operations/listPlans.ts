import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { nextOutput } from '../../listInput.ts'
import { defineOperation } from '../../operation.ts'
import { planListInput, planListPermission, readPlanPage } from '../planPage.ts'
import { examplePlanSummary, planSummaryOutput, toPlanSummary } from '../planSummary.ts'

export const listPlans = defineOperation({
  name: 'plans.list',
  summary:
    'Lists plans, the newest first: the post, when it is due, who started it, where it stands, and how many deliveries are in each state.',
  description: 'plans.status tells of one of them, with each of its deliveries.',
  route: { method: 'get', path: '/distribution/plans' },
  input: planListInput({ from: 'Due then or later.', to: 'Due before then.' }),
  output: z.object({ plans: z.array(planSummaryOutput), next: nextOutput }),
  permission: planListPermission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { post: exampleIds.post },
      output: { plans: [examplePlanSummary], next: null },
    },
  },
  run: async (input, context) => {
    const { items, next } = await readPlanPage({ context, input, show: toPlanSummary })
    return { plans: items, next }
  },
})
