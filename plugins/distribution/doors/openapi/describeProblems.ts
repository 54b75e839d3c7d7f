import { type ErrorCode, errorStatus } from '../../errors.ts'
import { keyScopes } from '../../keys/keyScopes.ts'
import { type Alias, type Operation, takesKey } from '../../operation.ts'
import { sayOtherwise } from '../../problem.ts'
import { overLimitHeaders } from './describeLimits.ts'
import { problemExamples } from './problemExamples.ts'

/** Errors that every operation can end with. */
const everywhere: ErrorCode[] = [
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'INTERNAL',
]
const withKeys: ErrorCode[] = ['KEY_EXPIRED', 'KEY_REVOKED']
const onPost: ErrorCode[] = ['INVALID_JSON', 'PAYLOAD_TOO_LARGE']

const recordId = { type: ['string', 'number'], description: 'The record that it is about.' }

/** An error as RFC 9457 has it. */
export const problemSchema = {
  type: 'object',
  description: 'An error (RFC 9457). Programs go by `code`; people are shown `detail`.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', format: 'uri', description: '`urn:postyard:error:` and the code.' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', description: 'Stable; made for programs.' },
    detail: { type: 'string', description: 'For a person: what is wrong, and what to do.' },
    errors: {
      type: 'array',
      description: 'What of the request does not fit.',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: {
          path: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
          channel: recordId,
          plan: recordId,
          delivery: recordId,
          at: { type: 'string', format: 'date-time' },
          fits: { type: 'integer', description: 'Of what finds no room: how many do.' },
          of: { type: 'integer', description: 'Of how many.' },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
}

/** The example of a code: that which all share, or one of its own at a path with other words. */
const exampleOf = (code: ErrorCode, problemOf: Alias['problemOf']) => {
  const shared = problemExamples()[code]
  return problemOf && shared
    ? { value: sayOtherwise(shared.value, problemOf) }
    : { $ref: `#/components/examples/${code}` }
}

/** The answers to what goes wrong, by status: the codes that it can bear, each with an example. */
export const describeProblems = (
  codes: readonly ErrorCode[],
  problemOf?: Alias['problemOf'],
): Record<string, unknown> => {
  const said = [...new Set(codes)].map((code) => ({
    ...(problemOf?.(code) ?? { code, status: errorStatus[code] }),
    of: code,
  }))
  const byStatus = Map.groupBy(said, ({ status }) => status)
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => {
      const words = [...new Set(same.map(({ code }) => code))]
      return [
        String(status),
        {
          description: words.join(', '),
          ...(status === errorStatus.RATE_LIMITED ? { headers: overLimitHeaders } : {}),
          content: {
            'application/problem+json': {
              schema: {
                $ref: '#/components/schemas/Problem',
                properties: { status: { const: status }, code: { enum: words } },
              },
              // Where several of ours are one word, the first of them stands for all.
              examples: Object.fromEntries(
                same.toReversed().map(({ code, of }) => [code, exampleOf(of, problemOf)]),
              ),
            },
          },
        },
      ]
    }),
  )
}

/** Every error that an operation can end with. */
export const codesOf = (operation: Operation): ErrorCode[] => [
  ...everywhere,
  ...(keyScopes.includes(operation.permission) ? withKeys : []),
  ...(operation.route.method === 'post' ? onPost : []),
  ...(takesKey(operation) ? (['IDEMPOTENCY_CONFLICT'] as const) : []),
  ...operation.errors,
]
