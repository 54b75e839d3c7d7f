import type { GraphQLSchema } from 'graphql'
import { operations } from 'postyard'
import { fieldNameOf } from '../../../plugins/distribution/doors/graphql/addOperationFields.ts'
import { toolNameOf } from '../../../plugins/distribution/doors/mcp/describeTool.ts'
import { type Answer, call } from './agency.ts'
import { fieldsOf, select } from './graphql.ts'
import type { House } from './openHouse.ts'
import { callOperation, type Input, type OperationName } from './operationCalls.ts'

/** An error, as every door has it. */
export type Refusal = { code: string; status: number; detail: string; errors?: unknown }

/** What a door says to a request: the operation's answer, or why there is none. */
export type Reply = { output: unknown } | { refusal: Refusal }

/** Who asks: `headers` hold their log-in, if they have one. */
export type Knocking = { house: House; schema: GraphQLSchema; headers: Record<string, string> }

export type Wanted = { name: OperationName; input: Input; key?: string }

type Asked = Knocking & Wanted

const refusalIn = ({ code, status, detail, errors }: Refusal): Reply => ({
  refusal: { code, status, detail, ...(errors ? { errors } : {}) },
})

const replyOf = ({ status, body }: Answer): Reply =>
  status < 300 ? { output: body } : refusalIn(body as Refusal)

const askRest = async ({ house, headers, name, input, key }: Asked): Promise<Reply> =>
  replyOf(
    await callOperation(house, undefined, name, input, {
      ...headers,
      ...(key ? { 'idempotency-key': key } : {}),
    }),
  )

/** The field of an operation in a document, under an alias, and the variables that it needs. */
const fieldIn = (schema: GraphQLSchema, { name, input, key }: Wanted, index: number) => {
  const field = fieldsOf(schema, kindOf(name)).find(
    (one) => one.name === fieldNameOf(operations[name]),
  )
  if (!field) throw new Error(`GraphQL has no field for ${name}.`)
  const given: Input = { ...input, ...(key ? { idempotencyKey: key } : {}) }
  const used = field.args.filter((argument) => argument.name in given)
  const list = used.map((argument) => `${argument.name}: $${argument.name}${index}`).join(', ')
  return {
    head: used.map((argument) => `$${argument.name}${index}: ${argument.type}`),
    body: `a${index}: ${field.name} ${list === '' ? '' : `(${list})`} ${select(field, 9)}`,
    variables: used.map((argument) => [`${argument.name}${index}`, given[argument.name]]),
  }
}

/** Operations that only read are queries, the others mutations. */
export const kindOf = (name: OperationName): 'query' | 'mutation' => {
  const operation = operations[name]
  return 'isReadOnly' in operation && operation.isReadOnly ? 'query' : 'mutation'
}

/** Asks for several operations of one kind in one request, by their aliases. */
const askTogether = async (
  { house, schema, headers }: Knocking,
  wanted: Wanted[],
): Promise<Reply[]> => {
  const [first] = wanted
  if (!first) return []
  const fields = wanted.map((one, index) => fieldIn(schema, one, index))
  const head = fields.flatMap((field) => field.head).join(', ')
  const bodies = fields.map(({ body }) => body).join('\n')
  const query = `${kindOf(first.name)} ${head === '' ? '' : `(${head})`} { ${bodies} }`
  const variables = Object.fromEntries(fields.flatMap((field) => field.variables))
  const { body } = await call(house, undefined, 'POST', '/graphql', { query, variables }, headers)
  return wanted.map((_, index) => {
    const error = body.errors?.find(({ path }: { path?: string[] }) => path?.[0] === `a${index}`)
    const output = body.data?.[`a${index}`]
    if (!error && output) return { output }
    const { code, data } = error?.extensions ?? {}
    if (!data || code !== data.code) throw new Error(JSON.stringify([first, body.errors]))
    return refusalIn(data)
  })
}

/** As many as one request may ask for, with all that their answers hold. */
const together = 10

/** Asks for any number of operations at the GraphQL door, in few requests. */
export const askGraphqlAll = async (knocking: Knocking, wanted: Wanted[]): Promise<Reply[]> => {
  const replies = new Map<Wanted, Reply>()
  for (const kind of ['query', 'mutation'] as const) {
    const ofKind = wanted.filter(({ name }) => kindOf(name) === kind)
    for (let index = 0; index < ofKind.length; index += together) {
      const some = ofKind.slice(index, index + together)
      for (const [at, reply] of (await askTogether(knocking, some)).entries()) {
        replies.set(some[at]!, reply)
      }
    }
  }
  return wanted.map((one) => replies.get(one)!)
}

const askGraphql = async ({ name, input, key, ...knocking }: Asked): Promise<Reply> =>
  (await askTogether(knocking, [{ name, input, ...(key ? { key } : {}) }]))[0]!

const askMcp = async ({ house, headers, name, input, key }: Asked): Promise<Reply> => {
  const params = {
    name: toolNameOf(operations[name]),
    arguments: { ...input, ...(key ? { idempotencyKey: key } : {}) },
  }
  const answer = await call(
    house,
    undefined,
    'POST',
    '/mcp',
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
    headers,
  )
  if (answer.status !== 200) return replyOf(answer)
  const { content, structuredContent, isError } = answer.body.result
  const said = JSON.parse(content[0].text)
  return isError ? refusalIn(said) : { output: structuredContent ?? said }
}

export const doors = { REST: askRest, GraphQL: askGraphql, MCP: askMcp }

export type Door = keyof typeof doors
