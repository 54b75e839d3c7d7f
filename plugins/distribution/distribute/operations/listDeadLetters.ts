import { z } from 'zod'
import { readCursor } from '../../cursor.ts'
import { listedTenants } from '../../listedTenants.ts'
import { listInput, nextOutput } from '../../listInput.ts'
import { defineOperation } from '../../operation.ts'
import {
  deadLetterFilter,
  deadLetterOutput,
  exampleDeadLetter,
  isDeadLetter,
  toDeadLetters,
} from '../deadLetter.ts'
import { readRecords } from '../deliveryRecord.ts'
import { deadStates } from '../redriveDelivery.ts'
import { narrow } from './listDeliveries.ts'

export const listDeadLetters = defineOperation({
  name: 'deadLetters.list',
  summary:
    'Lists the deliveries that failed or expired, those of the newest plan first: why, since when, what the last attempt got back, and whether trying again can help.',
  description:
    'deadLetters.redrive gives them a new life. What a person dropped is left out; ask for it by the code `DROPPED`.',
  tag: 'Deliveries',
  route: { method: 'get', path: '/distribution/dead-letters' },
  input: z.strictObject({ ...listInput, ...deadLetterFilter }),
  output: z.object({ deliveries: z.array(deadLetterOutput), next: nextOutput }),
  permission: 'plans.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { newerThan: '2026-11-23T00:00:00Z' },
      output: { deliveries: [exampleDeadLetter], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, plan, channel, ...given }, context) => {
    const { payload, db } = context
    const filter = {
      tenants: await listedTenants(context, tenant, 'plans.read'),
      ...(await narrow(context, { plan, channel }, 'plans.read')),
      state: deadStates,
      and: isDeadLetter(given),
      after: readCursor({ payload, cursor, ids: 2 }),
      limit,
    }
    const { items, next } = await readRecords(db, filter, (record) => record)
    return { deliveries: await toDeadLetters(db, items), next }
  },
})

export type DeadLettersAnswer = z.output<typeof listDeadLetters.output>
