import type { Payload } from 'payload'
import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { type ClaimLetterRow, claimLetterCodes } from '../../model/claims.ts'
import { type ID, parseId } from '../../model/database.ts'
import { idOutput, instantOutput, type OperationContext } from '../../operation.ts'
import { requirePermission } from '../../security/standing.ts'
import { readLetter } from './letterRows.ts'
import { lockNames } from './lockNames.ts'

export const letterIdInput = z
  .string()
  .regex(/^\d{1,18}$/, 'Give the id of a letter, as the list has it.')
  .meta({ description: 'The id of a letter.' })

/** A message that became no claim, as operations answer with it. */
export const letterOutput = z
  .object({
    id: z.string(),
    tenant: idOutput,
    claimId: z.string().nullable(),
    influencer: z.string().nullable(),
    clip: z.string().nullable(),
    campaign: z.string().nullable(),
    code: z.enum(claimLetterCodes),
    message: z.string().meta({ description: 'Why it became none, and what to do.' }),
    body: z.record(z.string(), z.unknown()).meta({ description: 'What it says, as it came.' }),
    tries: z.int(),
    receivedAt: instantOutput,
    settledAt: instantOutput.nullable(),
    settledAs: z.enum(['claimed', 'dropped']).nullable(),
    claim: idOutput.nullable().meta({ description: 'What it has become.' }),
  })
  .meta({ component: 'ClaimLetter' })

const idAs = (payload: Payload, id: string): ID =>
  payload.db.defaultIDType === 'number' ? Number(id) : id

export const toLetterAnswer = (
  payload: Payload,
  row: ClaimLetterRow,
): z.output<typeof letterOutput> => ({
  id: row.id,
  tenant: idAs(payload, row.tenant),
  claimId: row.claim_id,
  influencer: row.influencer,
  clip: row.clip,
  campaign: row.campaign,
  code: row.code,
  message: row.message,
  body: row.body,
  tries: row.tries,
  receivedAt: row.received_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
  settledAs: row.settled_as,
  claim: row.claim === null ? null : idAs(payload, row.claim),
})

export const exampleLetter: z.input<typeof letterOutput> = {
  ...{ id: '17', tenant: exampleIds.tenant, claimId: 'clm_2026_4712' },
  ...{ influencer: 'nia', clip: 'clip_77', campaign: null, code: 'CLIP_UNKNOWN' },
  message:
    'There is no clip “clip_77” of this client. Make one with this reference; the message is taken up then by itself.',
  body: { claim_id: 'clm_2026_4712', influencer_id: 'nia', clip_id: 'clip_77' },
  ...{ tries: 1, receivedAt: '2026-11-23T09:00:00.000Z' },
  ...{ settledAt: null, settledAs: null, claim: null },
}

/**
 * The letter that an operation is about, held until its transaction ends, and its tenant. Names are held before it, as by
 * everybody who brings something that letters wait for.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const ownedLetter = async (
  { payload, db, caller }: OperationContext,
  id: string,
): Promise<{ letter: ClaimLetterRow; tenant: ID }> => {
  const seen = await readLetter(db, id)
  const tenant = parseId(payload, seen?.tenant)
  if (tenant === undefined) throw notFound('letter')
  requirePermission({ caller, tenant, permission: 'claims.manage', what: 'letter' })
  await lockNames(db, tenant)
  const letter = await readLetter(db, id, { isLocked: true })
  if (!letter) throw notFound('letter')
  return { letter, tenant }
}
