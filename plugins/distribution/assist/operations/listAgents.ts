import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { mayPostOn, readOwners } from '../channelOwner.ts'
import { ownedTask } from '../ownedTask.ts'
import { readPeople } from '../people.ts'
import { isAtWork } from '../workTime.ts'

export const listAgents = defineOperation({
  name: 'tasks.agents',
  summary:
    'Lists whom an assist task can be given to: the field agents and managers of its client.',
  description:
    'Call it when the person wants to hand a task over. Those who are at work stand first.',
  tag: 'Answers',
  route: { method: 'get', path: '/assist/tasks/{id}/agents' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    agents: z.array(z.object({ id: idOutput, name: z.string(), isAtWork: z.boolean() })),
  }),
  permission: 'tasks.answer',
  errors: [],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.task },
      output: {
        agents: [
          { id: exampleIds.agent, name: 'Ana', isAtWork: true },
          { id: exampleIds.colleague, name: 'Rui', isAtWork: false },
        ],
      },
    },
  },
  run: async ({ id }, context) => {
    const { payload, settings, req, db, now } = context
    const { tenant_id: tenant, delivery_id: delivery } = await ownedTask(
      context,
      id,
      'tasks.answer',
    )
    const owners = await readOwners(db, { tenant, delivery })
    const { timezone } = await readTenant({ payload, settings, tenant, req })
    const people = await readPeople({ payload, settings, tenant, permission: 'tasks.answer', req })
    return {
      agents: people
        .filter(mayPostOn(owners))
        .map(({ id: person, name, zone, hours, awayUntil }) => ({
          id: person,
          name,
          isAtWork: isAtWork({ zone: zone ?? timezone, hours, awayUntil }, now),
        }))
        .sort((a, b) => Number(b.isAtWork) - Number(a.isAtWork) || a.name.localeCompare(b.name)),
    }
  },
})
