import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import { calendarInput } from '../../listInput.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { takeMessage } from '../ingest/takeMessage.ts'
import { exampleTaken, takenOutput, tellOutcome } from '../ingest/takenAnswer.ts'
import { exampleLetter } from '../letters/letterAnswer.ts'

const name = z.string().trim().min(1).max(200)

export const ingestClaim = defineOperation({
  name: 'claims.ingest',
  summary: 'Takes a claim: an influencer may publish a clip of a campaign, within 24 hours.',
  description:
    'Call it from the program in which influencers claim clips; a program that sends webhooks can sign them instead (see `claimSources.create`). A repeat changes nothing and answers with the claim that is there; one that has expired is open again where it was claimed anew after its end. What cannot become a claim now, such as one of a clip that nobody has added yet, is kept as a letter and answered 202: do not send it again.',
  route: { method: 'post', path: '/claims/ingest' },
  input: z.strictObject({
    tenant: idInput,
    claimId: name.meta({ description: 'Your name of the claim; its key.' }),
    influencer: name.meta({ description: 'The reference of the influencer, or our id.' }),
    clip: name.meta({ description: 'The reference of the clip, or our id.' }),
    campaign: name.nullish().meta({
      description: 'The reference of the campaign, or our id; left out, that of the clip.',
    }),
    claimedAt: calendarInput.nullish().meta({
      description: 'When it was claimed; left out, and where it is yet to come, now.',
    }),
  }),
  output: takenOutput,
  permission: 'claims.ingest',
  errors: [],
  status: ({ outcome }) => (outcome === 'kept' ? 202 : 200),
  examples: {
    usual: {
      input: {
        ...{ tenant: exampleIds.tenant, claimId: 'clm_2026_4711', influencer: 'nia' },
        ...{ clip: 'clip_12', campaign: 'summer', claimedAt: '2026-11-23T09:00:00Z' },
      },
      output: exampleTaken,
    },
    kept: {
      summary: 'Of a clip that nobody has added yet',
      input: {
        ...{ tenant: exampleIds.tenant, claimId: 'clm_2026_4712' },
        ...{ influencer: 'nia', clip: 'clip_77' },
      },
      output: { outcome: 'kept', claim: null, letter: exampleLetter },
    },
  },
  run: async (input, context) => {
    const { payload, db, caller } = context
    const tenant = await ownedTenant(context, input.tenant, 'claims.ingest')
    const { claimId, influencer, clip, campaign = null, claimedAt = null } = input
    const given = { claimId, influencer, clip, campaign, claimedAt }
    const outcome = await takeMessage({ payload, db, tenant, given, actor: caller.actor })
    return tellOutcome({ payload, db, tenant, outcome })
  },
})
