import { catalogue } from '../../events/catalogue/index.ts'
import { envelopeOf, exampleEnvelope } from '../../events/catalogue/schemas.ts'
import type { Schemas } from './createSchemas.ts'

const headers = [
  ['webhook-id', 'The id of the event, the same for every attempt: by it a repeat is known.'],
  ['webhook-timestamp', 'When this attempt was made, in seconds since 1970.'],
  [
    'webhook-signature',
    'Signatures by Standard Webhooks 1.0, parted by blanks: one by each secret that holds. One that fits is enough.',
  ],
] as const

const signedBy = headers.map(([name, description]) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
}))

/** What subscribers are sent, as the webhooks of OpenAPI 3.1: the envelope of each type of event. */
export const describeEvents = (schemas: Schemas): Record<string, unknown> =>
  Object.fromEntries(
    catalogue.map((kind) => [
      kind.type,
      {
        post: {
          operationId: kind.type,
          tags: ['Events'],
          summary: kind.summary,
          security: [],
          parameters: signedBy,
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: schemas.of(envelopeOf(kind), 'input'),
                examples: {
                  usual: {
                    value: { ...exampleEnvelope(kind), data: schemas.example(kind.example) },
                  },
                },
              },
            },
          },
          responses: {
            '2XX': { description: 'Taken.' },
            '410': { description: 'Nothing more is wanted: the subscriber is switched off.' },
            default: {
              description: 'Tried again by the schedule, or later where Retry-After says so.',
            },
          },
        },
      },
    ]),
  )
