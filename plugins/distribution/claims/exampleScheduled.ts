import type { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import { type claimOutput, exampleClaim } from './claimAnswer.ts'

type Answer = z.input<typeof claimOutput>

/** As the reference shows a claim that was scheduled. */
export const exampleScheduled: Answer = {
  ...exampleClaim,
  ...{ state: 'scheduled', scheduledAt: '2026-11-24T17:00:00.000Z', timezone: 'Europe/Lisbon' },
  ...{ post: exampleIds.post, plan: exampleIds.plan },
  platforms: exampleClaim.platforms.map((one) => ({
    ...one,
    ...{ isChosen: true, delivery: exampleIds.delivery, state: 'scheduled' },
    ...{ reason: 'Goes out at its time.', scheduledAt: '2026-11-24T17:00:00.000Z' },
  })),
  commands: ['overlays', 'captions', 'reschedule', 'publish', 'cancel'],
}

/** As the reference shows one that goes out now. */
export const examplePublishing: Answer = {
  ...exampleScheduled,
  state: 'publishing',
  commands: [],
}
