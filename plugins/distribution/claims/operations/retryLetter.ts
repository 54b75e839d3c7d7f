import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation } from '../../operation.ts'
import {
  exampleLetter,
  letterIdInput,
  letterOutput,
  ownedLetter,
  toLetterAnswer,
} from '../letters/letterAnswer.ts'
import { tryLetter } from '../letters/tryLetter.ts'

export const retryClaimLetter = defineOperation({
  name: 'claimLetters.retry',
  summary: 'Tries to make a claim of a kept message again; its time counts from when it came.',
  description:
    'Call it when what kept it from becoming a claim is mended. Where something still does, the answer says what: `settledAs` is null then. Tried later than 24 hours after it was claimed, it becomes a claim that has expired.',
  route: { method: 'post', path: '/claim-letters/{id}/retry' },
  input: z.strictObject({ id: letterIdInput }),
  output: letterOutput,
  permission: 'claims.manage',
  errors: ['INVALID_STATE_TRANSITION'],
  examples: {
    usual: {
      input: { id: exampleLetter.id },
      output: {
        ...exampleLetter,
        ...{ settledAt: '2026-11-23T10:00:00.000Z', settledAs: 'claimed', claim: exampleIds.claim },
      },
    },
  },
  run: async (input, context) => {
    const { payload, db, caller } = context
    const { letter, tenant } = await ownedLetter(context, input.id)
    if (letter.settled_as === 'claimed') return toLetterAnswer(payload, letter)
    if (letter.settled_as === 'dropped') {
      throw new DistributionError(
        'INVALID_STATE_TRANSITION',
        'This message was dropped. Let its program send it again.',
      )
    }
    const tried = await tryLetter({ payload, db, tenant, letter, actor: caller.actor })
    return toLetterAnswer(payload, tried)
  },
})
