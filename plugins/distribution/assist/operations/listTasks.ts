import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { tenantsOfOthers } from '../channelOwner.ts'
import { exampleAnswered, exampleOpened, exampleTask } from '../examples.ts'
import { tablesOf } from '../tablesOf.ts'
import { taskSummaryOutput, toTaskSummary } from '../taskAnswer.ts'
import { listTaskRows } from '../taskRows.ts'

export const listTasks = defineOperation({
  name: 'tasks.list',
  summary: "Lists the caller's assist tasks: the open ones by urgency, then those of the last day.",
  description:
    'Call it when the app opens, when a push arrives, and every half minute while the list is shown. It is the truth; a push is only a hint to call it. Keep the answer, so that the list opens without a network.',
  tag: 'Tasks',
  route: { method: 'get', path: '/assist/tasks' },
  input: z.strictObject({
    whose: z.enum(['mine', 'all']).default('mine').meta({
      description: '`all` shows the tasks of everybody in the tenants that the caller serves.',
    }),
  }),
  output: z.object({ tasks: z.array(taskSummaryOutput) }),
  permission: 'tasks.read',
  errors: [],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: { input: { whose: 'mine' }, output: { tasks: [exampleTask, exampleAnswered] } },
    all: {
      summary: 'Those of colleagues too, who may have them open.',
      input: { whose: 'all' },
      output: { tasks: [exampleOpened] },
    },
  },
  run: async ({ whose }, { payload, db, caller, settings, now }) => {
    const others = tenantsOfOthers({ caller })
    const tenants = requireSomewhere(
      caller,
      'tasks.read',
      'Only field agents and managers are asked to post; ask a manager to make you one of them.',
    )
    const found = await listTaskRows({
      db,
      tables: tablesOf({ payload, settings }),
      tenants,
      assignee: whose === 'mine' ? caller.id : undefined,
      others,
      user: caller.id,
      limit: 200,
    })
    return { tasks: found.map((row) => toTaskSummary(row, now)) }
  },
})
