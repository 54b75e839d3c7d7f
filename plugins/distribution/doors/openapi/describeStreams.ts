import { exampleExport } from '../../chain/operations/exampleExport.ts'
import { catalogue } from '../../events/catalogue/index.ts'
import { exampleEnvelope } from '../../events/catalogue/schemas.ts'
import { eventFrame } from '../../events/stream/frames.ts'
import type { Settings } from '../../options.ts'
import { limitHeaders } from './describeLimits.ts'
import { describeProblems } from './describeProblems.ts'
import { securityOf } from './securitySchemes.ts'

const exampleFile = exampleExport.output.lines.map((line) => `${JSON.stringify(line)}\n`).join('')

const exampleFrames = catalogue
  .filter(({ type }) => type === 'distribution.published')
  .map((kind) => new TextDecoder().decode(eventFrame(exampleEnvelope(kind))))
  .join('')

const text = { type: 'string' }
const position = { type: 'string', pattern: '^\\d{1,15}$' }
const instant = { type: 'string', format: 'date-time' }

const parameter = (
  name: string,
  description: string,
  more: { place?: 'query' | 'path' | 'header'; schema?: object; example?: string } = {},
) => {
  const { place = 'query', schema = text, ...rest } = more
  return { name, in: place, required: place === 'path', description, schema, ...rest }
}

const problems = describeProblems([
  ...(['INVALID_INPUT', 'UNAUTHENTICATED', 'KEY_EXPIRED', 'KEY_REVOKED', 'FORBIDDEN'] as const),
  ...(['NOT_FOUND', 'RATE_LIMITED', 'INTERNAL'] as const),
])

const eventStream = {
  operationId: 'events.stream',
  tags: ['Events'],
  summary: 'Tells what happens as it happens, as server-sent events.',
  description:
    'Each event is an envelope; its id is its position. A browser’s `EventSource` comes back by itself with `Last-Event-ID`, and goes on behind it: no gap, no repeat. An event `reset` says that what you have may not be so any more (the database was put back, or what followed is not kept): read it anew. Needs the scope `events.read`; the stream ends when that is lost.',
  security: securityOf({ permission: 'events.read' }),
  parameters: [
    parameter('tenant', 'Only of this client; an agency admin has to name one.'),
    parameter('plan', 'Only of this plan.'),
    parameter(
      'types',
      'Only these types, with commas between; `*` at the end stands for all that begin so.',
      {
        example: 'distribution.published,distribution.plan.*',
      },
    ),
    parameter(
      'lastEventId',
      'As `Last-Event-ID`, for clients that cannot send it; 0 for all that are kept.',
      {
        schema: position,
        example: '4711',
      },
    ),
    parameter(
      'Last-Event-ID',
      'The id of the last event that you have; without it, what comes from now on.',
      {
        place: 'header',
        schema: position,
        example: '4711',
      },
    ),
  ],
  responses: {
    '200': {
      description:
        'Events, until either side ends it. A comment every 15 seconds is a sign of life.',
      headers: limitHeaders,
      content: {
        'text/event-stream': {
          schema: text,
          examples: { usual: { value: exampleFrames } },
        },
      },
    },
    ...problems,
  },
}

const planEvents = {
  ...eventStream,
  operationId: 'distribution.events',
  tags: ['Network'],
  summary: 'Tells what happens to one plan as it happens, as server-sent events.',
  description:
    'Its progress, successes, failures, alerts and its completion: the events of `events.stream` that are of this plan, resumed in the same way. Needs the scope `plans.read`.',
  security: securityOf({ permission: 'plans.read' }),
  parameters: [
    parameter('id', 'The plan.', { place: 'path' }),
    ...eventStream.parameters.filter(({ name }) => name !== 'tenant' && name !== 'plan'),
  ],
}

const receiptsFile = {
  operationId: 'receipts.file',
  tags: ['Receipts'],
  summary: 'Sends the receipts of a client with the links of their chain, as a file.',
  description:
    'All that `receipts.export` gives, one JSON object in each line; `node docs/verify-receipts.mjs FILE` checks it without Postyard.',
  security: securityOf({ permission: 'receipts.export' }),
  parameters: [
    parameter('id', 'The client.', { place: 'path' }),
    parameter('plan', 'Only the receipts of this plan.'),
    parameter('from', 'Closed at this instant or later.', { schema: instant }),
    parameter('to', 'Closed before this instant.', { schema: instant }),
  ],
  responses: {
    '200': {
      description: 'The file.',
      headers: limitHeaders,
      content: {
        'application/x-ndjson': {
          schema: text,
          examples: { usual: { value: exampleFile } },
        },
      },
    },
    ...problems,
  },
}

/** What is answered piece by piece, and so is no operation. */
export const describeStreams = (settings: Settings): Record<string, Record<string, unknown>> => ({
  [`/${settings.slugs.events}/stream`]: { get: eventStream },
  '/distribution/{id}/events': { get: planEvents },
  '/export/receipts/{id}': { get: receiptsFile },
})
