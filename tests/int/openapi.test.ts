import { randomUUID } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { allows, operations } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signMessage } from '../../plugins/distribution/channels/webhook/signMessage.ts'
import { errorStatus } from '../../plugins/distribution/errors.ts'
import { type Operation, takesKey } from '../../plugins/distribution/operation.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { addPerson, call, type Person } from './support/agency.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { type Check, checkBy, listOperations, type OpenApi } from './support/openApi.ts'
import { type House, openHouse } from './support/openHouse.ts'
import {
  callOperation,
  type OperationName,
  operationNames,
  wire,
} from './support/operationCalls.ts'
import { goodInputs } from './support/operationInputs.ts'

let house: House
let sandbox: PostizSandbox
let client: Client
let agencyAdmin: Person
let document: OpenApi
let check: Check

beforeAll(async () => {
  sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['client']) })
  house = await openHouse()
  client = await furnish({ house, sandbox, name: 'client' })
  agencyAdmin = await addPerson(house, [], true)
  const answer = await call(house, undefined, 'GET', '/openapi.json')
  expect(answer.status).toBe(200)
  document = answer.body as OpenApi
  check = checkBy(document)
})

afterAll(async () => {
  await house?.close()
  await sandbox?.close()
})

const described = (name: OperationName) => {
  const { method, path } = operations[name].route
  const operation = document.paths[path]?.[method]
  if (!operation) throw new Error(`${method} ${path} is not in the document.`)
  return { ...operation, place: ['paths', path, method] }
}

/** What a phone needs besides, what is answered piece by piece, and where programs post what they sign: no operations. */
const besides = [
  'users.logIn',
  'files.fetch',
  'files.look',
  'claimFiles.fetch',
  'claimFiles.look',
  'claimSources.receive',
  'events.stream',
  'receipts.file',
  'distribution.events',
]

test('the document is valid OpenAPI 3.1, by a validator of others', async () => {
  const result = await new Validator().validate(structuredClone(document) as never)
  expect(result.errors).toBeUndefined()
  expect(result.valid).toBe(true)
  expect(document.openapi).toMatch(/^3\.1\./)
})

test('every operation is in it, once, with the log-in and the files, and nothing else', () => {
  const all = listOperations(document).map(({ operation }) => operation.operationId)
  const names = Object.values(operations).flatMap(
    ({ name, aliases = [] }: Pick<Operation, 'name' | 'aliases'>) => [
      name,
      ...aliases.map((alias) => alias.name),
    ],
  )
  expect(all.sort()).toEqual([...names, ...besides].sort())
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
      if (status.startsWith('2')) continue
      expect(Object.keys(content ?? {})).toEqual(['application/problem+json'])
      for (const code of description.split(', ')) {
        expect(errorStatus[code as keyof typeof errorStatus]).toBe(Number(status))
      }
    }
  })

  test('takes its input where the document says, and answers in the form that it says', async () => {
    const { parameters, requestBody, place } = described(name)
    const input = await goodInputs[name]({ house, sandbox, client })
    const { method, path, body } = wire(name, input)
    for (const [index, parameter] of parameters.entries()) {
      if (parameter.in === 'header') continue
      expect(Object.keys(input), parameter.name).toContain(parameter.name)
      const schema = [...place, 'parameters', index, 'schema']
      expect(check(schema, input[parameter.name]), parameter.name).toEqual([])
    }
    const json = ['content', 'application/json', 'schema']
    if (method === 'POST') {
      expect(check([...place, 'requestBody', ...json], body)).toEqual([])
      const takesOne = parameters.some((one) => one.name === 'Idempotency-Key')
      expect(takesOne).toBe(takesKey(operation))
    } else {
      expect(requestBody).toBeUndefined()
    }
    const { manager } = client.people
    const person = allows('manager', operation.permission) ? manager : agencyAdmin
    const answer = await callOperation(house, person, name, input)
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(200)
    expect(check([...place, 'responses', '200', ...json], answer.body)).toEqual([])
  })
})

test('a message that a program signs is taken, kept and refused as the document says', async () => {
  const path = '/claim-sources/{id}/events'
  const { parameters, requestBody, responses } = document.paths[path]!.post!
  const place = ['paths', path, 'post']
  const json = ['content', 'application/json', 'schema']
  const { manager } = client.people
  const made = await call(house, manager, 'POST', '/claim-sources', {
    ...{ tenant: client.tenant, name: 'App' },
  })
  const { id, secret } = made.body
  const send = async (data: object, secrets = [secret]) => {
    const said = { type: 'distribution.claimed', data }
    const body = JSON.stringify(said)
    const headers = signMessage({ id: 'evt_1', body, secrets, now: new Date() })
    for (const [index, { name, in: where }] of parameters.entries()) {
      const value = where === 'path' ? id : new Headers(headers).get(name)
      expect(check([...place, 'parameters', index, 'schema'], value), name).toEqual([])
    }
    const answer = await call(house, undefined, 'POST', path.replace('{id}', id), body, headers)
    const schema = answer.status < 300 ? json : json.with(1, 'application/problem+json')
    const fits = check([...place, 'responses', String(answer.status), ...schema], answer.body)
    expect(fits).toEqual([])
    return { status: answer.status, isTakeable: check([...place, 'requestBody', ...json], said) }
  }
  const { value } = requestBody!.content['application/json']!.examples!.usual!
  const { data } = value as { data: Record<string, unknown> }
  const known = { ...data, clip_id: 'clip-1' }
  expect(await send(known)).toEqual({ status: 200, isTakeable: [] })
  expect(await send({ ...data, clip_id: 'no-such-clip' })).toEqual({ status: 202, isTakeable: [] })
  expect((await send({ claim_id: 'clm' })).status).toBe(400)
  expect((await send({ claim_id: 'clm' })).isTakeable).not.toEqual([])
  const foreign = `whsec_${Buffer.alloc(32).toString('base64')}`
  expect((await send(known, [foreign])).status).toBe(401)
  expect(Object.keys(responses).sort()).toEqual([
    '200',
    '202',
    '400',
    '401',
    '413',
    '429',
    '500',
    '503',
  ])
})

test('the page that shows it loads files of this server alone, and runs nothing in its own text', async () => {
  const page = await fetch(`${house.api}/reference`)
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';")
  const html = await page.text()
  const files = [...html.matchAll(/(?:src|href)="(reference\/[^"]+)"/g)].map(([, file]) => file)
  expect(files).toHaveLength(4)
  for (const file of files) {
    const { status, headers } = await fetch(new URL(file!, `${house.api}/`), { method: 'GET' })
    expect([status, headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/(css|javascript); charset=utf-8$/),
    ])
  }
  expect(html).not.toMatch(/<script(?![^>]* src=)|<style| style=| on\w+=|https?:/)
  expect((await fetch(`${house.api}/reference/package.json`)).status).toBe(404)
})

test('every path of it is routed, with an error in the form that it describes', async () => {
  for (const { path, method, operation, place } of listOperations(document)) {
    if (besides.includes(operation.operationId)) continue
    const example = path.replaceAll(/\{\w+\}/g, randomUUID())
    const answer = await call(house, undefined, method === 'get' ? 'GET' : 'POST', example)
    // At the older addresses errors are called otherwise.
    const { status, body } = answer
    expect([status, body.code?.toUpperCase()], `${method} ${example}`).toEqual([
      401,
      'UNAUTHENTICATED',
    ])
    const schema = [...place, 'responses', '401', 'content', 'application/problem+json', 'schema']
    expect(check(schema, answer.body)).toEqual([])
  }
})
