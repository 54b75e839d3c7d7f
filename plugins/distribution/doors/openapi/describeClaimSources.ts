import type { z } from 'zod'
import { claimedEvent } from '../../claims/ingest/claimedEvent.ts'
import { exampleTaken, takenOutput } from '../../claims/ingest/takenAnswer.ts'
import { exampleLetter } from '../../claims/letters/letterAnswer.ts'
import { exampleSource, sourceIdInput } from '../../claims/sources/sourceAnswer.ts'
import type { Schemas } from './createSchemas.ts'
import { limitHeaders } from './describeLimits.ts'
import { describeProblems } from './describeProblems.ts'

const header = (name: string, description: string, schema: object, example: string) => ({
  ...{ name, in: 'header', required: true, description },
  schema: { type: 'string', ...schema },
  example,
})

const signedBy = [
  header(
    'webhook-id',
    'Your name of the message, the same for each attempt.',
    { minLength: 1 },
    'evt_4711',
  ),
  header(
    'webhook-timestamp',
    'When this attempt is made, in seconds since 1970; five minutes before or after our clock at most.',
    { pattern: '^\\d+$' },
    '1795424400',
  ),
  header(
    'webhook-signature',
    '`v1,` and the base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`, by the bytes behind `whsec_` in the secret. Several are parted by blanks; one that fits is enough.',
    { pattern: '^\\S+,\\S+( \\S+,\\S+)*$' },
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ),
]

const example: z.input<typeof claimedEvent> = {
  type: 'distribution.claimed',
  data: {
    ...{ claim_id: 'clm_2026_4711', influencer_id: 'nia', clip_id: 'clip_12' },
    ...{ campaign_id: 'summer', claimed_at: '2026-11-23T09:00:00Z' },
  },
}

/** Where programs post claims that they sign: it is no operation, since nobody is logged in there. */
export const describeClaimSources = (schemas: Schemas): Record<string, Record<string, unknown>> => {
  const answered = (description: string, value: z.input<typeof takenOutput>) => ({
    description,
    headers: limitHeaders,
    content: {
      'application/json': {
        schema: schemas.of(takenOutput, 'output'),
        examples: { usual: { value: schemas.example(value) } },
      },
    },
  })
  return {
    '/claim-sources/{id}/events': {
      post: {
        operationId: 'claimSources.receive',
        tags: ['Claims'],
        summary: 'Takes a claim as a message that a source has signed (Standard Webhooks 1.0).',
        description:
          'Call the `address` that `claimSources.create` answered, signed by the `secret` beside it; any library for Standard Webhooks does it. No log-in is asked for. A repeat changes nothing and answers with the claim that is there: send a message again where no answer came, or one of 5xx. The body is 64 kB at most, and what it says besides is not read.',
        security: [],
        parameters: [
          {
            ...{ name: 'id', in: 'path', required: true },
            schema: schemas.of(sourceIdInput, 'input'),
            example: exampleSource.id,
          },
          ...signedBy,
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: schemas.of(claimedEvent, 'input'),
              examples: { usual: { value: example } },
            },
          },
        },
        responses: {
          '200': answered('It is a claim now, or was one already.', exampleTaken),
          '202': answered('It cannot become a claim now, and is kept: do not send it again.', {
            ...{ outcome: 'kept', claim: null, letter: exampleLetter },
          }),
          ...describeProblems([
            ...([
              'INVALID_INPUT',
              'INVALID_JSON',
              'SIGNATURE_INVALID',
              'PAYLOAD_TOO_LARGE',
            ] as const),
            ...(['RATE_LIMITED', 'CLAIM_SOURCE_UNREADABLE', 'INTERNAL'] as const),
          ]),
        },
      },
    },
  }
}
