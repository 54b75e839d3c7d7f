import { z } from 'zod'
import { eventTypes as types } from '../../model/eventTypes.ts'
import { defineOperation } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { catalogue } from '../catalogue/index.ts'
import { envelopeSchema, exampleEnvelope } from '../catalogue/schemas.ts'

const json = z.record(z.string(), z.unknown())

export const listEventTypes = defineOperation({
  name: 'events.types',
  summary: 'The catalogue of events: each type, when it comes, and its JSON Schema.',
  description:
    'Call it to choose what a subscriber is sent, and to check what comes: `schema` is that of the whole envelope (JSON Schema 2020-12). New fields may come at any time; `schemaVersion` grows when one goes or changes its meaning.',
  route: { method: 'get', path: '/event-types' },
  input: z.strictObject({}),
  output: z.object({
    types: z.array(
      z.object({
        type: z.enum(types),
        schemaVersion: z.number().int(),
        summary: z.string(),
        schema: json,
        example: json,
      }),
    ),
  }),
  permission: 'events.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: {},
      output: {
        types: catalogue.slice(0, 1).map((kind) => ({
          type: kind.type,
          schemaVersion: kind.schemaVersion,
          summary: kind.summary,
          schema: envelopeSchema(kind),
          example: exampleEnvelope(kind),
        })),
      },
    },
  },
  run: async (_, { caller }) => {
    requireSomewhere(
      caller,
      'events.read',
      'Your roles do not allow to read events. Ask a manager of the client.',
    )
    return {
      types: catalogue.map((kind) => ({
        type: kind.type,
        schemaVersion: kind.schemaVersion,
        summary: kind.summary,
        schema: envelopeSchema(kind),
        example: exampleEnvelope(kind),
      })),
    }
  },
})
