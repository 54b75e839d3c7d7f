import { randomUUID } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { allows, operations } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { errorStatus } from '../../plugins/distribution/errors.ts'
import { takesKey } from '../../plugins/distribution/operation.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, call, type Person } from './support/agency.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { type House, openHouse } from './support/openHouse.ts'
import {
  callOperation,
  type OperationName,
  operationNames,
  wire,
} from './support/operationCalls.ts'
import { goodInputs } from './support/operationInputs.ts'

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0]
type Content = { content: Record<string, { schema: JsonSchema }> }

type Described = {
  operationId: string
  summary: string
  parameters: { name: string; in: string; required: boolean; schema: JsonSchema }[]
  requestBody?: Content & { required: boolean }
  responses: Record<string, Content & { description: string }>
}

type Document = {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, JsonSchema> }
}

let house: House
let sandbox: PostizSandbox
let client: Client
let agencyAdmin: Person
let document: Document

beforeAll(async () => {
  sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['client']) })
  house = await openHouse()
  client = await furnish({ house, sandbox, name: 'client' })
  agencyAdmin = await addPerson(house, [], true)
  const answer = await call(house, undefined, 'GET', '/openapi.json')
  expect(answer.status).toBe(200)
  document = answer.body as Document
})

afterAll(async () => {
  await house?.close()
  await sandbox?.close()
})

const described = (name: OperationName): Described => {
  const { method, path } = operations[name].route
  const found = document.paths[path]?.[method]
  if (!found) throw new Error(`${method} ${path} is not in the document.`)
  return found
}

test('the document is valid OpenAPI 3.1, by a validator of others', async () => {
  const result = await new Validator().validate(structuredClone(document) as never)
  expect(result.errors).toBeUndefined()
  expect(result.valid).toBe(true)
  expect(document.openapi).toMatch(/^3\.1\./)
})

test('every operation is in it, once, and nothing else', () => {
  const all = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  expect(all.map(({ operationId }) => operationId).sort()).toEqual(
    Object.values(operations)
      .map(({ name }) => name)
      .sort(),
  )
})

describe.each(operationNames)('%s', (name) => {
  const operation = operations[name]

  test('has a sentence, and each of its errors under its status', () => {
    const { summary, responses } = described(name)
    expect(summary).toMatch(/^[A-Z].*\.$/)
    expect(responses['200']).toBeDefined()
    for (const code of operation.errors) {
      expect(responses[errorStatus[code]]?.description.split(', ')).toContain(code)
    }
    for (const [status, { description, content }] of Object.entries(responses)) {
      if (status === '200') continue
      expect(Object.keys(content)).toEqual(['application/problem+json'])
      for (const code of description.split(', ')) {
        expect(errorStatus[code as keyof typeof errorStatus]).toBe(Number(status))
      }
    }
  })

  test('takes its input where the document says, and answers in the form that it says', async () => {
    const { parameters, requestBody, responses } = described(name)
    const input = await goodInputs[name]({ house, sandbox, client })
    const { method, path, body } = wire(name, input)
    for (const parameter of parameters.filter((one) => one.in !== 'header')) {
      expect(Object.keys(input), parameter.name).toContain(parameter.name)
      z.fromJSONSchema(parameter.schema).parse(input[parameter.name])
    }
    if (method === 'POST') {
      z.fromJSONSchema(requestBody!.content['application/json']!.schema).parse(body)
      const takesOne = parameters.some((one) => one.name === 'Idempotency-Key')
      expect(takesOne).toBe(takesKey(operation))
    } else {
      expect(requestBody).toBeUndefined()
    }
    const { manager } = client.people
    const person = allows('manager', operation.permission) ? manager : agencyAdmin
    const answer = await callOperation(house, person, name, input)
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(200)
    z.fromJSONSchema(responses['200']!.content['application/json']!.schema).parse(answer.body)
  })
})

test('every path of it is routed, with an error in the form that it describes', async () => {
  const problem = z.fromJSONSchema(document.components.schemas.Problem!)
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods)) {
      const example = path.replaceAll(/\{\w+\}/g, randomUUID())
      const answer = await call(house, undefined, method === 'get' ? 'GET' : 'POST', example)
      expect([answer.status, answer.body.code], `${method} ${example}`).toEqual([
        401,
        'UNAUTHENTICATED',
      ])
      problem.parse(answer.body)
    }
  }
})
