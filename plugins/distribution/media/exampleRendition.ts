import type { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import type { renditionOutput } from './renditionAnswer.ts'

/** A card that is being made, as the reference shows it. */
export const exampleRendition: z.input<typeof renditionOutput> = {
  id: exampleIds.rendition,
  kind: 'card',
  state: 'rendering',
  progress: 40,
  reason: null,
  waiting: 2,
}
