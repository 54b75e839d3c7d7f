import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export type Example = { summary?: string; value?: unknown; $ref?: string }

type Content = Record<string, { schema?: unknown; examples?: Record<string, Example> }>

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: unknown
  example?: unknown
  examples?: Record<string, Example>
}

export type Described = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<
    string,
    {
      description: string
      headers?: Record<string, { required?: boolean; schema?: unknown; $ref?: string }>
      content?: Content
    }
  >
}

type Scheme = { type: string; in?: string; name?: string; scheme?: string; 'x-value'?: string }

/** An OpenAPI document, as far as a client reads it. */
export type OpenApi = {
  openapi: string
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Described>>
  webhooks: Record<string, Record<string, Described>>
  components: {
    schemas: Record<string, unknown>
    examples: Record<string, Example>
    securitySchemes: Record<string, Scheme>
  }
}

/** An operation, and where it stands in the document. */
export type Found = {
  path: string
  method: string
  operation: Described
  /** The names that lead to it. */
  place: string[]
}

/** All operations of a document: those that are called, or those that come by themselves. */
export const listOperations = (document: OpenApi, from: 'paths' | 'webhooks' = 'paths'): Found[] =>
  Object.entries(document[from]).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method,
      operation,
      place: [from, path, method],
    })),
  )

/** The value of an example, also where it stands among the components. */
const exampleValue = ({ components }: OpenApi, { value, $ref }: Example): unknown =>
  $ref ? components.examples[$ref.split('/').at(-1) ?? '']?.value : value

/** Says what is wrong with a value by the schema at a place of the document; empty where it fits. */
export type Check = (place: readonly (string | number)[], value: unknown) => string[]

const pointed = (name: string | number) =>
  encodeURIComponent(String(name).replaceAll('~', '~0').replaceAll('/', '~1'))

/** Checks values by the schemas of a document, with a validator of others (Ajv, JSON Schema 2020-12). */
export const checkBy = (document: OpenApi): Check => {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false })
  addFormats.default(ajv)
  ajv.addFormat('base64', true)
  // Words of the document itself; any other that is no word of JSON Schema is an error.
  ajv.addVocabulary(Object.keys(document))
  ajv.addSchema(document, 'openapi', undefined, false)
  const known = new Map<string, ValidateFunction>()
  return (place, value) => {
    const pointer = `openapi#/${place.map(pointed).join('/')}`
    const validate = known.get(pointer) ?? ajv.compile({ $ref: pointer })
    known.set(pointer, validate)
    validate(value)
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || 'It'} ${message} (${JSON.stringify(params)})`,
    )
  }
}

type Shown = { what: string; schema: (string | number)[]; value: unknown }

const json = (place: (string | number)[], type: string) => [...place, 'content', type, 'schema']

/** Each example of a document, with the place of the schema that it is an example of. */
export const listExamples = (document: OpenApi): Shown[] =>
  [...listOperations(document), ...listOperations(document, 'webhooks')].flatMap(
    ({ operation, place }) => {
      const { operationId, parameters = [], requestBody, responses } = operation
      const contents: [string[], Content | undefined][] = [
        [['requestBody'], requestBody?.content],
        ...Object.entries(responses).map(
          ([status, { content }]): [string[], Content | undefined] => [
            ['responses', status],
            content,
          ],
        ),
      ]
      return [
        ...contents.flatMap(([where, content]) =>
          Object.entries(content ?? {}).flatMap(([type, { examples = {} }]) =>
            Object.entries(examples).map(([name, example]) => ({
              what: [operationId, ...where, name].join(' '),
              schema: json([...place, ...where], type),
              value: exampleValue(document, example),
            })),
          ),
        ),
        ...parameters.flatMap(({ name, example, examples = {} }, index) =>
          [...Object.values(examples), ...(example === undefined ? [] : [{ value: example }])].map(
            (one) => ({
              what: `${operationId} ${name}`,
              schema: [...place, 'parameters', index, 'schema'],
              value: exampleValue(document, one),
            }),
          ),
        ),
      ]
    },
  )
