import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import {
  defineOperation,
  idInput,
  idOutput,
  instantOutput,
  type OperationContext,
} from '../../operation.ts'
import { haltPlan as halt } from '../haltPlan.ts'
import { reasonInput } from '../reasonInput.ts'
import { someOutput } from '../someOutput.ts'
import { wishHalt } from '../wishHalt.ts'

const ownedPlan = (context: OperationContext, id: unknown) =>
  findOwned({ context, id, collection: 'plans', permission: 'plans.write', what: 'plan' })

export const haltPlan = defineOperation({
  name: 'plans.halt',
  summary:
    'Stops everything of a plan at once, in an emergency: nothing more of it goes out, what was prepared at Postiz is taken away, and tasks are called back from field agents.',
  description:
    'What has begun to go out at this very moment cannot be called back: it is followed to its true end and listed. A halted plan goes on only when a manager resumes it with a reason (`plans.resume`), or it is cancelled (`plans.cancel`); after 30 days without either, what waits is cancelled. A repeat changes nothing, and answers who halted it first and where it stands now.',
  route: { method: 'post', path: '/plans/{id}/halt' },
  aliases: [{ name: 'distribution.halt', path: '/distribution/{id}/halt' }],
  input: z.strictObject({
    id: idInput,
    reason: reasonInput.meta({ description: 'Why, for those who find it halted.' }),
  }),
  output: z.object({
    plan: idOutput,
    haltedAt: instantOutput,
    haltedBy: z.string(),
    reason: z.string(),
    held: someOutput('Deliveries that do not go out.'),
    unstaging: someOutput('Of these, whose drafts are still being taken away at Postiz.'),
    followed: someOutput('On their way out already: they are followed to their end.'),
  }),
  permission: 'plans.write',
  errors: ['PLAN_SETTLED'],
  examples: {
    usual: {
      input: { id: exampleIds.plan, reason: 'The picture shows the wrong house.' },
      output: {
        plan: exampleIds.plan,
        haltedAt: '2026-11-23T09:12:04.000Z',
        haltedBy: 'Ana',
        reason: 'The picture shows the wrong house.',
        held: [exampleIds.delivery],
        unstaging: [exampleIds.delivery],
        followed: [],
      },
    },
  },
  before: async ({ id }, context) => wishHalt(context.db, await ownedPlan(context, id)),
  run: async ({ id, reason }, context) => {
    const plan = await ownedPlan(context, id)
    const { at, by, why, held, unstaging, followed } = await halt({ context, plan, why: reason })
    return {
      plan: plan.id,
      haltedAt: at.toISOString(),
      haltedBy: by,
      reason: why,
      held,
      unstaging,
      followed,
    }
  },
})
