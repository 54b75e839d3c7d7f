import { type Alias, type Example, type Operation, takesKey } from '../../operation.ts'
import { tagOf } from '../../tags.ts'
import { parametersOf } from '../rest.ts'
import type { Schema, Schemas } from './createSchemas.ts'
import { limitHeaders } from './describeLimits.ts'
import { codesOf, describeProblems } from './describeProblems.ts'
import { securityOf } from './securitySchemes.ts'

type Args = {
  operation: Operation
  schemas: Schemas
  /** Of an alias with words of its own for errors. */
  problemOf?: Alias['problemOf']
}

type Described = Record<string, unknown>

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'An id that the caller makes for this one act, such as a UUID, and keeps until it has the answer. A repeat with the same key within 24 hours gets the same answer and changes nothing.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
  example: '5f8f0c1e-7a0c-4b7e-9d55-0d3c3a1d9f10',
}

const replayedHeader = {
  'idempotent-replayed': {
    description: '`true` where this is the answer to an earlier request with the same key.',
    schema: { const: 'true' },
  },
}

const inputOf = ({ input }: Example): Record<string, unknown> => input as Record<string, unknown>

/** The examples of one side of an operation, by their names; nothing where there are none. */
const examplesOf = (
  { operation, schemas }: Args,
  choose: (example: Example) => unknown,
): Described => {
  const examples = Object.entries(operation.examples ?? {}).flatMap(([name, example]) => {
    const value = schemas.example(choose(example))
    const { summary } = example
    return value === undefined ? [] : [[name, { ...(summary ? { summary } : {}), value }]]
  })
  return examples.length === 0 ? {} : { examples: Object.fromEntries(examples) }
}

/** An operation as OpenAPI 3.1 describes it: all of it is read from its definition. */
export const describeOperation = (args: Args): Described => {
  const { operation, schemas } = args
  const { method, path } = operation.route
  const inPath = parametersOf(path)
  const input = schemas.of(operation.input, 'input')
  const properties = input.properties ?? {}
  const own = Object.keys(properties).filter((name) => !inPath.includes(name))
  const isRequired = (name: string) => input.required?.includes(name) ?? false
  const parameter = (name: string, place: 'path' | 'query') => ({
    name,
    in: place,
    required: isRequired(name),
    schema: properties[name],
    ...examplesOf(args, (example) => inputOf(example)[name]),
  })
  const given = (example: Example) =>
    Object.fromEntries(Object.entries(inputOf(example)).filter(([name]) => own.includes(name)))
  const body: Schema = {
    ...input,
    properties: Object.fromEntries(own.map((name) => [name, properties[name] ?? {}])),
    required: own.filter(isRequired),
  }
  const answered = (description: string) => ({
    description,
    headers: { ...limitHeaders, ...(takesKey(operation) ? replayedHeader : {}) },
    content: {
      'application/json': {
        schema: schemas.of(operation.output, 'output'),
        ...examplesOf(args, ({ output }) => output),
      },
    },
  })
  return {
    operationId: operation.name,
    tags: [tagOf(operation)],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    security: securityOf(operation),
    parameters: [
      ...inPath.map((name) => parameter(name, 'path')),
      ...(method === 'get' ? own.map((name) => parameter(name, 'query')) : []),
      ...Object.entries(operation.headerFields ?? {}).map(([name, header]) => ({
        ...{ name: header, in: 'header', required: false, schema: properties[name] },
        description: `The same as \`${name}\` in the body; give one of them.`,
      })),
      ...(takesKey(operation) ? [keyHeader] : []),
    ],
    ...(method === 'post'
      ? {
          requestBody: {
            required: own.some(isRequired),
            content: {
              'application/json': { schema: body, ...examplesOf(args, given) },
            },
          },
        }
      : {}),
    responses: {
      '200': answered('Done.'),
      ...(operation.after
        ? { '202': answered('It goes on; the answer says where it stands.') }
        : {}),
      ...describeProblems(codesOf(operation), args.problemOf),
    },
  }
}
