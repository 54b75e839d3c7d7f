import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { claimLetterCodes, claimPlatforms } from '../../model/claims.ts'
import type { ClaimEvent, ClaimSourceEvent } from '../../model/eventTypes.ts'
import { idOutput } from '../../operation.ts'
import { type EventKind, instant, reason } from './eventKind.ts'

type Told = Pick<EventKind, 'summary' | 'example'> & { data: z.ZodRawShape }

const platforms = z.array(z.enum(claimPlatforms))

const going: Pick<Told, 'data' | 'example'> = {
  data: { platforms, scheduledAt: instant, timezone: z.string().nullable() },
  example: {
    platforms: ['tiktok', 'instagram'],
    ...{ scheduledAt: '2026-11-24T17:00:00.000Z', timezone: 'Europe/Lisbon' },
  },
}

const ofClaim: Record<Exclude<ClaimEvent, LetterEvent>, Told> = {
  received: {
    summary: 'An influencer has claimed a clip, and has until `expiresAt` to send it out.',
    data: { claimedAt: instant, expiresAt: instant },
    example: { claimedAt: '2026-11-23T09:00:00.000Z', expiresAt: '2026-11-24T09:00:00.000Z' },
  },
  dressed: {
    summary: 'A claim got another intro, outro or other captions.',
    data: { overlays: z.array(z.enum(['intro', 'outro'])), captions: platforms },
    example: { overlays: ['intro'], captions: ['tiktok'] },
  },
  scheduled: { summary: 'A claim goes out at a time of its own.', ...going },
  rescheduled: { summary: 'A scheduled claim goes out at another time.', ...going },
  publishing: {
    summary: 'A claim goes out now.',
    data: { platforms },
    example: { platforms: ['tiktok'] },
  },
  retried: {
    summary: 'A claim that failed goes out again on the platforms that do not have it.',
    data: { platforms, retries: z.int() },
    example: { platforms: ['instagram'], retries: 1 },
  },
  cancelled: { summary: 'A claim was called off before it went out.', data: {}, example: {} },
  expired: {
    summary: 'A claim was neither scheduled nor published in its time.',
    data: { expiresAt: instant },
    example: { expiresAt: '2026-11-24T09:00:00.000Z' },
  },
}

type LetterEvent = 'letter_kept' | 'letter_settled'

const ofLetter: Record<LetterEvent, Told> = {
  letter_kept: {
    summary: 'A message about a claim could not become one; it is kept until somebody sees to it.',
    data: { code: z.enum(claimLetterCodes), reason },
    example: {
      code: 'CLIP_UNKNOWN',
      reason: 'There is no clip "clip_77" of this client. Add it; the message is taken up then.',
    },
  },
  letter_settled: {
    summary: 'A kept message about a claim has become one, or was dropped.',
    data: { settledAs: z.enum(['claimed', 'dropped']), claim: idOutput.nullable() },
    example: { settledAs: 'claimed', claim: exampleIds.claim },
  },
}

const kindOf = (
  event: string,
  told: Told,
  shared: { data: z.ZodRawShape; example: object },
): EventKind => ({
  type: `distribution.claim.${event as ClaimEvent}`,
  schemaVersion: 1,
  summary: told.summary,
  names: [],
  data: z.object({ ...shared.data, ...told.data }),
  example: { ...shared.example, ...told.example },
})

const ofSource: Record<ClaimSourceEvent, string> = {
  created: 'A source of claims was made: a program that sends them by signed messages.',
  renewed: 'A source of claims got a new secret; the one before it is taken for a day more.',
  deleted: 'A source of claims was removed: what it sends from then on is refused.',
}

const claimId = z.string().meta({ description: 'As the program that sent it calls it.' })

/** Of claims, of messages that became none, and of who sends them. */
export const claims: EventKind[] = [
  ...Object.entries(ofClaim).map(([event, told]) =>
    kindOf(event, told, {
      data: {
        claim: idOutput.meta({ isId: true, description: 'The id of the claim.' }),
        claimId,
        influencer: idOutput.meta({ isId: true, description: 'Whose claim it is.' }),
        influencerName: z.string(),
        clip: idOutput.meta({ isId: true, description: 'The id of the clip.' }),
        campaign: idOutput.meta({ isId: true, description: 'The id of the campaign.' }),
        isForThem: z.boolean().meta({
          description: 'Whether staff did it in the place of the influencer; the actor says who.',
        }),
      },
      example: {
        ...{ claim: exampleIds.claim, claimId: 'clm_2026_4711' },
        ...{ influencer: exampleIds.influencer, influencerName: 'Nia' },
        ...{ clip: exampleIds.clip, campaign: exampleIds.campaign, isForThem: false },
      },
    }),
  ),
  ...Object.entries(ofLetter).map(([event, told]) =>
    kindOf(event, told, {
      data: { letter: z.string(), claimId: claimId.nullable() },
      example: { letter: '17', claimId: 'clm_2026_4711' },
    }),
  ),
  ...Object.entries(ofSource).map(
    ([event, summary]): EventKind => ({
      ...{ type: `distribution.claim_source.${event as ClaimSourceEvent}`, schemaVersion: 1 },
      ...{ summary, names: [] },
      data: z.object({ source: z.string(), name: z.string() }),
      example: { source: '7c9e1f3b5d2a48608e4b6d1f0a3c5e79', name: 'Campaign app' },
    }),
  ),
]
