import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation } from '../../operation.ts'
import { claimOutput, exampleClaim } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { seenClaim } from '../ownedClaim.ts'
import { toClaimAnswer } from '../toClaimAnswer.ts'

export const readClaim = defineOperation({
  name: 'claims.read',
  summary:
    'Tells how a claim stands: its state, its end, each platform with what came of it, and what can be done with it now.',
  description:
    'Call it when a claim is opened, and every few seconds while it is being published: `commands` says which buttons to show.',
  route: { method: 'get', path: '/claims/{id}/standing' },
  input: z.strictObject({ id: claimIdInput }),
  output: claimOutput,
  permission: 'claims.own',
  errors: [],
  isForPhones: true,
  isReadOnly: true,
  examples: { usual: { input: { id: exampleIds.claim }, output: exampleClaim } },
  run: async ({ id }, context) => toClaimAnswer(context, (await seenClaim(context, id)).claim),
})
