import type { Endpoint } from 'payload'
import { z } from 'zod'
import { type ErrorCode, errorStatus } from '../errors.ts'
import { type Operation, takesKey } from '../operation.ts'
import type { Settings } from '../options.ts'
import { settingsOf } from '../settings.ts'
import { parametersOf, slugOfPath } from './rest.ts'

type Schema = Record<string, unknown> & {
  properties?: Record<string, unknown>
  required?: string[]
}

/** Ways to log in that suffice for every operation. */
const everyoneMay = [{ apiKey: [] }, { session: [] }]

/** Errors that every operation can end with. */
const everywhere: ErrorCode[] = [
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INTERNAL',
]
const onPost: ErrorCode[] = ['INVALID_JSON', 'PAYLOAD_TOO_LARGE']

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return schema as Schema
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; made for programs.' },
    detail: { type: 'string', description: 'One sentence that says what to do.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: {
          path: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
}

const failures = (operation: Operation): Record<string, unknown> => {
  const codes = [
    ...everywhere,
    ...(operation.route.method === 'post' ? onPost : []),
    ...(takesKey(operation) ? (['IDEMPOTENCY_CONFLICT'] as const) : []),
    ...operation.errors,
  ]
  const byStatus = new Map<number, Set<ErrorCode>>()
  for (const code of codes) {
    const status = errorStatus[code]
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code))
  }
  return Object.fromEntries(
    [...byStatus].map(([status, set]) => [
      String(status),
      {
        description: [...set].join(', '),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  )
}

/** The path of an operation as it is called in this installation. */
const publicPath = (operation: Operation, settings: Settings): string => {
  const { path } = operation.route
  const slug = slugOfPath(path, settings)
  return slug === undefined ? path : `/${slug}${path.slice(path.indexOf('/', 1))}`
}

const describe = (operation: Operation): Record<string, unknown> => {
  const { method, path } = operation.route
  const inPath = parametersOf(path)
  const input = schemaOf(operation.input, 'input')
  const properties = input.properties ?? {}
  const own = Object.keys(properties).filter((name) => !inPath.includes(name))
  const isRequired = (name: string) => input.required?.includes(name) ?? false
  const parameters: unknown[] = inPath.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name],
  }))
  if (method === 'get') {
    for (const name of own) {
      parameters.push({ name, in: 'query', required: isRequired(name), schema: properties[name] })
    }
  }
  if (takesKey(operation)) {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'A repeat with the same key within 24 hours gets the same answer and changes nothing.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    })
  }
  return {
    operationId: operation.name,
    summary: operation.summary,
    ...(operation.isForPhones ? { security: [{ device: [] }, ...everyoneMay] } : {}),
    parameters,
    ...(method === 'post'
      ? {
          requestBody: {
            required: own.some(isRequired),
            content: {
              'application/json': {
                schema: {
                  ...input,
                  properties: Object.fromEntries(own.map((name) => [name, properties[name]])),
                  required: own.filter(isRequired),
                },
              },
            },
          },
        }
      : {}),
    responses: {
      '200': {
        description: 'Done.',
        content: { 'application/json': { schema: schemaOf(operation.output, 'output') } },
      },
      ...failures(operation),
    },
  }
}

/** The OpenAPI 3.1 document of all operations, made from their definitions. */
export const openApiDocument = (args: {
  operations: Operation[]
  settings: Settings
  apiRoute: string
}): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of args.operations) {
    const path = publicPath(operation, args.settings)
    paths[path] = { ...paths[path], [operation.route.method]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Postyard',
      version: '0.1.0',
      description: 'Plans, deliveries, assist tasks and channels of Postyard.',
    },
    servers: [{ url: `${args.settings.serverUrl}${args.apiRoute}` }],
    security: everyoneMay,
    paths,
    components: {
      securitySchemes: {
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'The words `users API-Key` and the key.',
        },
        device: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            'The word `Device`, and `<id>.<secret>` of a phone that has signed in by `devices.signIn`.',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'payload-token' },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

export const openApiEndpoint = (operations: Operation[]): Endpoint => ({
  path: '/openapi.json',
  method: 'get',
  handler: ({ payload }) =>
    Response.json(
      openApiDocument({
        operations,
        settings: settingsOf(payload),
        apiRoute: payload.config.routes.api,
      }),
    ),
})
