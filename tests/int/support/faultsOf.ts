import { randomUUID } from 'node:crypto'
import { operations } from 'postyard'
import { z } from 'zod'
import type { Client } from './furnish.ts'
import type { Input, OperationName } from './operationCalls.ts'

/** The two clients: the one for whom is asked, and the one whose records are none of its business. */
export type Clients = { own: Client; foreign: Client }

export type Fault = {
  operation: OperationName
  /** What is wrong, as a line of the table. */
  name: string
  /** True for what fails at the schema as an earlier fault of the same field does. */
  isAlike: boolean
  /** The good input with the fault in it. */
  spoil: (input: Input, clients: Clients) => Input
  status: number
  code: string
}

type Schema = {
  type?: string
  format?: string
  enum?: string[]
  minLength?: number
  maxLength?: number
  maximum?: number
  minimum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
}

/** A value that does not fit a field, and how it is refused where that is not simply as unfit input. */
type Wrong = { name: string; value: unknown; status?: number; code?: string }

const isId = ({ anyOf }: Schema) =>
  anyOf?.length === 2 && anyOf[0]?.type === 'string' && anyOf[1]?.type === 'integer'

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 50 ? `${text.slice(0, 46)}… (${text.length})` : text
}

const plain = (value: unknown): Wrong => ({ name: show(value), value })

const day = 24 * 60 * 60_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()

/** Instants that are none, or that lie where nothing can go out. */
const wrongInstants: Wrong[] = [
  ...[
    '',
    'tomorrow',
    '2099-01-01',
    '2099-01-01T10:00:00',
    '2099-01-01T10:00:00 Europe/Lisbon',
    '2099-01-01T10:00:00[Europe/Lisbon]',
    '2099-01-01T10:00:00+25:00',
    '2099-01-01T10:00:00+02',
    '2099-02-30T10:00:00Z',
    '2099-13-01T10:00:00Z',
    '2099-01-01T24:00:01Z',
    '2099-01-01T10:61:00Z',
    '+099999-01-01T10:00:00Z',
    1_900_000_000_000,
  ].map(plain),
  { name: 'yesterday', value: inDays(-1), status: 422, code: 'DATE_IN_PAST' },
  { name: 'two minutes ago', value: inDays(-2 / 1440), status: 422, code: 'DATE_IN_PAST' },
  { name: 'the year 0001', value: '0001-01-01T00:00:00Z', status: 422, code: 'DATE_IN_PAST' },
  { name: 'in 401 days', value: inDays(401), status: 422, code: 'DATE_TOO_FAR' },
  { name: 'the year 9999', value: '9999-12-31T23:59:59Z', status: 422, code: 'DATE_TOO_FAR' },
]

const wrongAddresses = ['', 'example.com', 'ftp://example.com/a', 'javascript:alert(1)', 'https://']

const wrongTexts = ({ minLength = 0, maxLength }: Schema): unknown[] => [
  ...[7, true, {}, ['text']],
  ...(minLength > 0 ? ['', ' '.repeat(minLength)] : []),
  ...(maxLength ? ['x'.repeat(maxLength + 1)] : []),
  // What the database can't hold: the character zero, and half of a surrogate pair.
  'a\u0000b',
  'a\ud800b',
]

const isNullable = ({ anyOf }: Schema) => anyOf?.at(-1)?.type === 'null'

/** As a query has it, which carries texts only: a number by its digits, and a list with commas. */
const wrongOnWire = (schema: Schema): Wrong[] => {
  const { type, minimum, maximum, items } = schema
  if (type === 'integer')
    return ['', 'many', '7.5', String(minimum! - 1), String(maximum! + 1)].map(plain)
  if (type === 'array') return ['', ...(items?.enum ? ['text'] : [])].map(plain)
  return wrongValues(schema).filter(
    ({ value }) => typeof value === 'string' && value.isWellFormed(),
  )
}

/** Values that the schema of a field does not allow, made from the schema itself. */
const wrongValues = (schema: Schema): Wrong[] => {
  if (isNullable(schema)) return wrongValues(schema.anyOf![0]!)
  if (isId(schema)) return [true, {}, [], '', 'x'.repeat(65), 0, -1, 1.5].map(plain)
  if (schema.enum)
    return ['nobody', '', schema.enum[0]!.toUpperCase(), 1, [schema.enum[0]]].map(plain)
  if (schema.format === 'date-time') return wrongInstants
  // A name or a number.
  const named = schema.anyOf?.find(({ type }) => type === 'string' && schema.anyOf?.length === 2)
  if (named && !named.format) return ['', 'x'.repeat(named.maxLength! + 1), {}, [{}]].map(plain)
  // What is none of several kinds, whichever they are.
  if (schema.anyOf ?? schema.oneOf) return ['text', {}, [{}]].map(plain)
  switch (schema.type) {
    case 'string':
      return [...(schema.format === 'uri' ? wrongAddresses : []), ...wrongTexts(schema)].map(plain)
    case 'boolean':
      return ['true', 1, {}, [true]].map(plain)
    case 'integer':
      return [schema.minimum! - 1, schema.maximum! + 1, 7.5, '15', true, {}].map(plain)
    case 'number':
      return [schema.minimum! - 1, schema.maximum! + 1, '15', true, {}].map(plain)
    case 'array':
      return [
        ...['text', {}, ...(schema.minItems ? [[]] : [])].map(plain),
        { name: 'too many', value: Array(schema.maxItems! + 1).fill(randomUUID()) },
        ...wrongValues(schema.items!).map(({ value }) => plain([value])),
      ]
    case 'object':
      return ['text', 7, true, ['text']].map(plain)
    default:
      throw new Error(`No wrong values are known for ${JSON.stringify(schema)}.`)
  }
}

/** Ids that have the right form and are nobody's, or somebody else's. */
const wrongIds: { name: string; value: (clients: Clients, good: unknown) => unknown }[] = [
  { name: 'an id of another form', value: () => 'no-such-id' },
  { name: 'a number for an id', value: () => 17 },
  { name: 'an id with a quote', value: () => `' or 1=1 --` },
  { name: 'an id that nothing has', value: () => randomUUID() },
  { name: "another tenant's id", value: ({ own, foreign }, good) => twinOf(own, foreign, good) },
]

/** The other client's record in the place of one's own: its post for a post, its task for a task. */
const twinOf = (own: Client, foreign: Client, id: unknown): unknown => {
  const kinds = {
    posts: [own.post, foreign.post],
    plans: [own.plan, foreign.plan],
    deliveries: [own.delivery, foreign.delivery],
    tenants: [own.tenant, foreign.tenant],
    tasks: [own.asked.task, foreign.asked.task],
  }
  return Object.values(kinds).find(([mine]) => mine === id)?.[1] ?? foreign.delivery
}

const faultsOfField = (args: {
  operation: OperationName
  field: string
  schema: Schema
  isRequired: boolean
  isInPath: boolean
  isGet: boolean
}): Fault[] => {
  const { operation, field, schema, isRequired, isInPath, isGet } = args
  const fault = (wrong: Omit<Wrong, 'value'>, spoil: Fault['spoil']): Fault => ({
    operation,
    name: `${field}: ${wrong.name}`,
    isAlike: false,
    spoil,
    status: wrong.status ?? 400,
    code: wrong.code ?? 'INVALID_INPUT',
  })
  const put = (wrong: Wrong) => fault(wrong, (input) => ({ ...input, [field]: wrong.value }))
  const unknown = isId(schema)
    ? wrongIds.map(({ name, value }) =>
        fault({ name, status: 404, code: 'NOT_FOUND' }, (input, clients) => ({
          ...input,
          [field]: value(clients, input[field]),
        })),
      )
    : []
  // A path and a query carry texts only, and an empty part of a path makes it another path.
  const longest = schema.anyOf?.find(({ type }) => type === 'string')?.maxLength ?? 64
  if (isInPath) return [put(plain('x'.repeat(longest + 1))), ...unknown]
  const isPromised = ({ code }: Wrong) =>
    code === undefined || (operations[operation].errors as readonly string[]).includes(code)
  const wrong = isGet ? wrongOnWire(schema) : wrongValues(schema)
  const [first, ...rest] = wrong.filter(isPromised).map(put)
  return [
    ...(first ? [first] : []),
    ...rest.map((one) => ({ ...one, isAlike: !isGet && one.code === first?.code })),
    ...(isGet || isNullable(schema) ? [] : [put(plain(null))]),
    ...(isRequired ? [fault({ name: 'missing' }, ({ [field]: _, ...rest }) => rest)] : []),
    ...unknown,
  ]
}

/** Every fault that can be made from the schema of an operation's input. */
export const faultsOf = (operation: OperationName): Fault[] => {
  const { input, route } = operations[operation]
  const schema = z.toJSONSchema(input as z.ZodType, {
    io: 'input',
    unrepresentable: 'any',
  }) as Schema
  const faults = Object.entries(schema.properties ?? {}).flatMap(([field, own]) =>
    faultsOfField({
      operation,
      field,
      schema: own,
      isRequired: schema.required?.includes(field) ?? false,
      isInPath: route.path.includes(`{${field}}`),
      isGet: route.method === 'get',
    }),
  )
  const extra = (name: string, value: unknown): Fault => ({
    operation,
    name: `a field that it does not have: ${name}`,
    isAlike: false,
    spoil: (input) => ({ ...input, [name]: value }),
    status: 400,
    code: 'INVALID_INPUT',
  })
  return [...faults, extra('tenantId', 'x'), extra('now', '2020-01-01T00:00:00Z')]
}
