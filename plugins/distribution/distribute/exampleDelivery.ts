import type { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import type { deliveryOutput } from './deliveryAnswer.ts'

/** A delivery as the reference shows it. */
export const exampleDelivery: z.input<typeof deliveryOutput> = {
  id: exampleIds.delivery,
  plan: exampleIds.plan,
  channel: exampleIds.postizChannel,
  state: 'scheduled',
  reasonCode: 'SCHEDULED',
  reason: 'It goes out at its time.',
  scheduledAt: '2026-11-23T14:30:00.000Z',
  nextAttemptAt: null,
  executedAt: null,
  attempt: 0,
  externalUrl: null,
  isCancelRequested: false,
  variation: null,
}
