import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { defineOperation } from '../../operation.ts'
import {
  exampleLetter,
  letterIdInput,
  letterOutput,
  ownedLetter,
  toLetterAnswer,
} from '../letters/letterAnswer.ts'
import { settleLetter } from '../letters/settleLetter.ts'

export const dropClaimLetter = defineOperation({
  name: 'claimLetters.drop',
  summary: 'Drops a kept message, so that it becomes no claim.',
  description: 'It stays in the list of those that are settled, with who dropped it in the events.',
  route: { method: 'post', path: '/claim-letters/{id}/drop' },
  input: z.strictObject({ id: letterIdInput }),
  output: letterOutput,
  permission: 'claims.manage',
  errors: ['INVALID_STATE_TRANSITION'],
  examples: {
    usual: {
      input: { id: exampleLetter.id },
      output: {
        ...exampleLetter,
        ...{ settledAt: '2026-11-23T10:00:00.000Z', settledAs: 'dropped' },
      },
    },
  },
  run: async (input, context) => {
    const { payload, db, caller } = context
    const { letter, tenant } = await ownedLetter(context, input.id)
    if (letter.settled_as === 'dropped') return toLetterAnswer(payload, letter)
    if (letter.settled_as === 'claimed') {
      throw new DistributionError(
        'INVALID_STATE_TRANSITION',
        'This message has become a claim. Cancel the claim instead.',
      )
    }
    const dropped = await settleLetter({ db, tenant, letter, actor: caller.actor })
    return toLetterAnswer(payload, dropped)
  },
})
