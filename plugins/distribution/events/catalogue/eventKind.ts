import { z } from 'zod'
import type { EventType } from '../../model/eventTypes.ts'
import { idOutput } from '../../operation.ts'

/** What the catalogue says of one type. */
export type EventKind = {
  type: EventType
  schemaVersion: number
  /** When it comes, in one sentence. */
  summary: string
  /** Whether it names a delivery, a plan. */
  names: readonly ('delivery' | 'plan')[]
  data: z.ZodObject
  example: Record<string, unknown>
}

/** An instant as the database writes it into JSON, or as a date does. */
export const instant = z.iso.datetime({ offset: true }).meta({ format: 'date-time' })

export const channelId = idOutput.meta({ isId: true, description: 'The id of the channel.' })

export const reason = z.string().meta({ description: 'A sentence for people.' })

export const reasonCode = z.string().meta({ description: 'Stable: capital letters and _.' })

export const distributedBy = z
  .object({
    kind: z.string().meta({ description: 'user, key or system.' }),
    id: z.string().nullable(),
    name: z.string(),
  })
  .meta({ description: 'Who distributed the post.' })
