import { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import { claimPlatforms, claimStates } from '../model/claims.ts'
import { deliveryStates } from '../model/states.ts'
import { idOutput, instantOutput } from '../operation.ts'

const named = z.object({ id: idOutput, name: z.string() })

/** One platform of a claim, as its account and its delivery are. */
const platformOutput = z
  .object({
    platform: z.enum(claimPlatforms),
    channel: idOutput
      .nullable()
      .meta({ description: 'The account; null where the influencer has none there.' }),
    account: z.string().nullable(),
    isChosen: z
      .boolean()
      .meta({ description: 'Whether it was chosen when the claim was scheduled or published.' }),
    delivery: idOutput.nullable(),
    state: z.enum(deliveryStates).nullable().meta({ description: 'Null where it is not planned.' }),
    reason: z.string().nullable(),
    caption: z.string().meta({ description: 'What is said there.' }),
    scheduledAt: instantOutput.nullable(),
    publishedAt: instantOutput.nullable(),
    url: z.string().nullable(),
    attempts: z.int(),
  })
  .meta({ component: 'ClaimPlatform' })

/** A claim as operations answer with it. */
export const claimOutput = z
  .object({
    id: idOutput,
    claimId: z.string().meta({ description: 'As the program that sent it calls it.' }),
    state: z.enum(claimStates),
    influencer: named,
    clip: named.extend({ video: idOutput, caption: z.string() }),
    campaign: named.extend({ briefing: z.string() }),
    claimedAt: instantOutput,
    expiresAt: instantOutput.meta({
      description: 'Until then it must be scheduled or published, or it expires.',
    }),
    scheduledAt: instantOutput
      .nullable()
      .meta({ description: 'When it goes out; null where it is not planned.' }),
    timezone: z.string().nullable().meta({ description: 'In which it was scheduled.' }),
    overlays: z.object({
      intro: z.unknown().optional(),
      outro: z.unknown().optional(),
      fit: z.enum(['pad', 'crop']).optional(),
    }),
    retries: z.int(),
    post: idOutput.nullable(),
    plan: idOutput.nullable(),
    platforms: z.array(platformOutput).meta({ description: 'All four, in the same order always.' }),
    commands: z
      .array(z.string())
      .meta({ description: 'What can be done with it as it stands now.' }),
  })
  .meta({ component: 'Claim' })

export type ClaimAnswer = z.output<typeof claimOutput>

export const exampleClaim: z.input<typeof claimOutput> = {
  id: exampleIds.claim,
  claimId: 'clm_2026_4711',
  state: 'claimed',
  influencer: { id: exampleIds.influencer, name: 'Nia' },
  clip: {
    ...{ id: exampleIds.clip, name: 'Sunset run', video: exampleIds.proof },
    caption: 'Run with us. #sunsetrun',
  },
  campaign: { id: exampleIds.campaign, name: 'Summer of running', briefing: 'Name the shoe.' },
  claimedAt: '2026-11-23T09:00:00.000Z',
  expiresAt: '2026-11-24T09:00:00.000Z',
  scheduledAt: null,
  timezone: null,
  overlays: {},
  retries: 0,
  post: null,
  plan: null,
  platforms: [
    {
      ...{ platform: 'tiktok', channel: exampleIds.postizChannel, account: 'nia.runs' },
      ...{ isChosen: false, delivery: null, state: null, reason: null },
      caption: 'Run with us. #sunsetrun',
      ...{ scheduledAt: null, publishedAt: null, url: null, attempts: 0 },
    },
  ],
  commands: ['overlays', 'captions', 'schedule', 'publish', 'cancel'],
}
