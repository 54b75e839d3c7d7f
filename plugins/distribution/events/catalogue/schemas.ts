import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import type { Envelope } from '../envelope.ts'
import type { EventKind } from './eventKind.ts'

/** The envelope of one type of event, with what it says in `data`. */
export const envelopeOf = ({ type, schemaVersion, summary, names, data }: EventKind) =>
  z
    .object({
      id: z.string().meta({
        description: 'The same for every attempt and every reader: by it a repeat is known.',
      }),
      type: z.literal(type),
      schemaVersion: z.literal(schemaVersion),
      occurredAt: z.iso.datetime().meta({ format: 'date-time' }),
      tenant: z.string(),
      actor: z
        .object({
          kind: z.enum(['user', 'key', 'system']),
          id: z.string().nullable(),
          name: z.string(),
        })
        .meta({ description: 'Who caused it.' }),
      correlationId: z
        .string()
        .meta({ description: 'The same for all that belongs together, such as all of a plan.' }),
      causationId: z.string().nullable().meta({ description: 'The event that it follows from.' }),
      position: z.string().meta({
        description: 'Grows from event to event of a tenant: a whole number, as text.',
      }),
      ...(names.includes('delivery') ? { delivery: z.string() } : {}),
      ...(names.includes('plan') ? { plan: z.string() } : {}),
      data,
    })
    .meta({ description: summary })

const schemas = new Map<EventKind, Record<string, unknown>>()

const idText = { anyOf: [{ type: 'string' }, { type: 'number' }] }

const tidy = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  const { isId, pattern, ...rest } = value as Record<string, unknown>
  const kept = { ...rest, ...(pattern && rest.format !== 'date-time' ? { pattern } : {}) }
  const made = Object.fromEntries(Object.entries(kept).map(([key, part]) => [key, tidy(part)]))
  return isId === true ? { ...made, ...idText } : made
}

/** The JSON Schema (2020-12) of the envelope of one type. It lets fields through that come later. */
export const envelopeSchema = (kind: EventKind): Record<string, unknown> => {
  const known = schemas.get(kind)
  if (known) return known
  const made = tidy(z.toJSONSchema(envelopeOf(kind), { io: 'input' })) as Record<string, unknown>
  schemas.set(kind, made)
  return made
}

/** An event of this type, as the reference shows it. */
export const exampleEnvelope = (kind: EventKind): Envelope => ({
  id: exampleIds.event,
  type: kind.type,
  schemaVersion: kind.schemaVersion,
  occurredAt: '2026-11-22T14:30:00.041Z',
  tenant: exampleIds.tenant,
  actor: { kind: 'system', id: null, name: 'Postyard' },
  correlationId: kind.names.length === 0 ? exampleIds.tenant : exampleIds.plan,
  causationId: null,
  position: '4711',
  ...(kind.names.includes('delivery') ? { delivery: exampleIds.delivery } : {}),
  ...(kind.names.includes('plan') ? { plan: exampleIds.plan } : {}),
  data: kind.example,
})
