import type { Payload } from 'payload'
import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { claimStates } from '../../model/claims.ts'
import type { Db, ID } from '../../model/database.ts'
import { idOutput, instantOutput } from '../../operation.ts'
import { readClaims } from '../claimRows.ts'
import { letterOutput, toLetterAnswer } from '../letters/letterAnswer.ts'
import type { Outcome } from './takeMessage.ts'

/** What came of a message, at both doors. */
export const takenOutput = z
  .object({
    outcome: z.enum(['claimed', 'repeated', 'kept']).meta({
      description:
        '`claimed`: it is a claim now, or is open again. `repeated`: it was there already, and is as it was. `kept`: it is a letter.',
    }),
    claim: z
      .object({
        id: idOutput,
        claimId: z.string().meta({ description: 'The name under which it was opened last.' }),
        state: z.enum(claimStates),
        claimedAt: instantOutput,
        expiresAt: instantOutput,
      })
      .nullable(),
    letter: letterOutput.nullable(),
  })
  .meta({ component: 'TakenClaim' })

export const exampleTaken: z.input<typeof takenOutput> = {
  outcome: 'claimed',
  claim: {
    ...{ id: exampleIds.claim, claimId: 'clm_2026_4711', state: 'claimed' },
    ...{ claimedAt: '2026-11-23T09:00:00.000Z', expiresAt: '2026-11-24T09:00:00.000Z' },
  },
  letter: null,
}

export const tellOutcome = async (args: {
  payload: Payload
  db: Db
  tenant: ID
  outcome: Outcome
}): Promise<z.input<typeof takenOutput>> => {
  const { payload, db, tenant, outcome } = args
  if (outcome.outcome === 'kept') {
    return { outcome: 'kept', claim: null, letter: toLetterAnswer(payload, outcome.letter) }
  }
  const [claim] = await readClaims(db, { tenant, ids: [outcome.claim] })
  if (!claim) throw new Error('The claim is gone.')
  const { id, claim_id: claimId, state, claimed_at: claimedAt, expires_at: expiresAt } = claim
  return {
    outcome: outcome.outcome,
    claim: {
      ...{ id, claimId, state },
      ...{ claimedAt: claimedAt.toISOString(), expiresAt: expiresAt.toISOString() },
    },
    letter: null,
  }
}
