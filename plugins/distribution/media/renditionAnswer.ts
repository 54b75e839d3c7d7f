import { z } from 'zod'
import { DistributionError } from '../errors.ts'
import { idOutput } from '../operation.ts'

/** A rendition as operations answer with it. */
export const renditionOutput = z
  .object({
    id: idOutput,
    kind: z.enum(['card', 'video', 'conversion']),
    state: z.enum(['pending', 'rendering', 'ready', 'failed', 'cancelled', 'removed']),
    progress: z.number().int().meta({ description: 'How much of it is made, in per cent.' }),
    reason: z.string().nullable(),
    waiting: z.number().int().meta({ description: 'How many deliveries wait for it.' }),
  })
  .meta({ component: 'Rendition' })

/** For an operation that a rendition's state does not allow. */
export const notWhile = (state: string | undefined, verb: string): DistributionError =>
  new DistributionError(
    'ILLEGAL_MOVE',
    `This picture or video is ${state ?? 'gone'}, so it cannot be ${verb}.`,
  )
