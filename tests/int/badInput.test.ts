import { operations } from 'postyard'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkInput } from '../../plugins/distribution/checkInput.ts'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import {
  type Answer,
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { changingNothing } from './support/changingNothing.ts'
import { expectProblem, expectPromised, type Reference } from './support/expectProblem.ts'
import { type Clients, type Fault, faultsOf } from './support/faultsOf.ts'
import { type Client, furnish, organisations } from './support/furnish.ts'
import { type House, openHouse } from './support/openHouse.ts'
import {
  callOperation,
  type Input,
  type OperationName,
  operationNames,
} from './support/operationCalls.ts'
import { goodInputs } from './support/operationInputs.ts'
import { putInto, query } from './support/scenes.ts'

let house: House
let sandbox: PostizSandbox
let clients: Clients
let own: Client
let agencyAdmin: Person
let reference: Reference
/** What each operation would have done, had it not been for the fault. */
const good = {} as Record<OperationName, Input>

beforeAll(async () => {
  sandbox = await startPostizSandbox({ port: 0, organisations: organisations(['own', 'foreign']) })
  house = await openHouse()
  own = await furnish({ house, sandbox, name: 'own' })
  clients = { own, foreign: await furnish({ house, sandbox, name: 'foreign' }) }
  agencyAdmin = await addPerson(house, [], true)
  for (const name of operationNames) {
    good[name] = await goodInputs[name]({ house, sandbox, client: own })
  }
  reference = (await call(house, undefined, 'GET', '/openapi.json')).body as Reference
})

afterAll(async () => {
  await house?.close()
  await sandbox?.close()
})

type Refused = { operation: OperationName; status: number; code: string }

/** Whatever `send` does is refused, as the reference says. */
const refuse = async (refused: Refused, send: () => Promise<Answer>) => {
  const answer = await send()
  expectProblem(answer, refused.status, refused.code)
  expectPromised(reference, refused.operation, answer)
}

/** As `refuse`, and no table is any different afterwards. */
const expectRefused = (
  operation: OperationName,
  expected: { status: number; code: string },
  send: () => Promise<Answer>,
) =>
  changingNothing({
    payload: house.payload,
    cases: [{ operation, ...expected }],
    name: ({ code }) => code,
    work: (one) => refuse(one, send),
  })

/** True for what fits the schema, so that it is only the work that can refuse it. */
const isTaken = (operation: OperationName, input: Input): boolean => {
  try {
    checkInput(operations[operation], input)
    return true
  } catch {
    return false
  }
}

type Case = Refused & { name: string; send: () => Promise<Answer> }

const spoiled = (fault: Fault, person: () => Person, by = ''): Case => ({
  ...fault,
  name: `${fault.name}${by}`,
  send: () =>
    callOperation(house, person(), fault.operation, fault.spoil(good[fault.operation], clients)),
})

test.each(operationNames)('%s refuses all that does not fit, and changes nothing', (operation) => {
  // One value that a field does not take shows that the door refuses: others that the same check refuses need not be sent.
  const faults = faultsOf(operation).filter(
    ({ isAlike, spoil }) => !isAlike || isTaken(operation, spoil(good[operation], clients)),
  )
  const ofNobody = faults.filter(({ code, name }) => code === 'NOT_FOUND' && !/another/.test(name))
  const nobody = { operation, status: 401, code: 'UNAUTHENTICATED' }
  return changingNothing({
    payload: house.payload,
    cases: [
      ...faults.map((fault) => spoiled(fault, () => own.people.manager)),
      ...ofNobody.map((fault) => spoiled(fault, () => agencyAdmin, ', said by an agency admin')),
      {
        ...nobody,
        name: 'somebody who is not logged in',
        send: () => callOperation(house, undefined, operation, good[operation]),
      },
      {
        ...nobody,
        name: 'a log-in that nobody has',
        send: () =>
          callOperation(
            house,
            { ...agencyAdmin, token: 'no.such.token' },
            operation,
            good[operation],
          ),
      },
    ],
    name: ({ name }) => name,
    work: (one) => refuse(one, one.send),
  })
})

/** Requests that are no requests, whatever operation they are for. */
const brokenBodies: { name: string; body: () => BodyInit; status: number; code: string }[] = [
  { name: 'no JSON', body: () => '{"id":', status: 400, code: 'INVALID_JSON' },
  { name: 'a form', body: () => 'outcome=posted', status: 400, code: 'INVALID_JSON' },
  { name: 'an array', body: () => '[{"outcome":"posted"}]', status: 400, code: 'INVALID_INPUT' },
  { name: 'null', body: () => 'null', status: 400, code: 'INVALID_INPUT' },
  { name: 'a text', body: () => '"posted"', status: 400, code: 'INVALID_INPUT' },
  {
    name: 'a prototype',
    body: () => '{"__proto__":{"isAgencyAdmin":true}}',
    status: 400,
    code: 'INVALID_INPUT',
  },
  {
    name: 'more than 1 MB',
    body: () => padded('x', 1_000_001),
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  },
  {
    name: 'more than 1 MB of an unknown length',
    body: () => new Blob([padded('x', 1_000_001)]).stream(),
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  },
  {
    name: 'more than 1 MB in fewer characters',
    body: () => new Blob([padded('ü', 600_000)]).stream(),
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  },
]

const padded = (character: string, times: number) => `{"x":"${character.repeat(times)}"}`

const post = async (
  path: string,
  body: BodyInit,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const response = await fetch(`${house.api}${path}`, {
    method: 'POST',
    headers: {
      authorization: `JWT ${own.people.manager.token}`,
      'content-type': 'application/json',
      ...headers,
    },
    body,
    duplex: 'half',
  } as RequestInit)
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describe('a body is refused, and nothing is changed, that is', () => {
  const posting = operationNames.filter((name) => operations[name].route.method === 'post')
  test.each(brokenBodies)('$name', ({ name, body, status, code }) =>
    changingNothing({
      payload: house.payload,
      // All doors read a body in one place, so what is long is sent to a few of them.
      cases: posting.filter((_, index) => !/1 MB/.test(name) || index % 20 === 0),
      name: (operation) => operation,
      work: (operation) => {
        const { path } = operations[operation].route
        const filled = path.replace('{id}', String(good[operation].id))
        return refuse({ operation, status, code }, () => post(filled, body()))
      },
    }),
  )
})

describe('a request is refused, and nothing is changed, that has', () => {
  test.each(['', 'two words', 'ümlaut', 'x'.repeat(256)])('the Idempotency-Key %j', (key) =>
    expectRefused('cancelDelivery', { status: 400, code: 'INVALID_INPUT' }, () =>
      callOperation(house, own.people.manager, 'cancelDelivery', good.cancelDelivery, {
        'idempotency-key': key,
      }),
    ),
  )

  test('an Idempotency-Key of another request', async () => {
    const { manager } = own.people
    const headers = { 'idempotency-key': 'used-once' }
    const made = await callOperation(house, manager, 'distribute', good.distribute, headers)
    expect(made.status).toBe(200)
    await expectRefused('distribute', { status: 409, code: 'IDEMPOTENCY_CONFLICT' }, () =>
      callOperation(
        house,
        manager,
        'distribute',
        { ...good.distribute, channels: [own.manual] },
        headers,
      ),
    )
  })

  test('its id in the path and in the body, or in the query', async () => {
    const { id } = good.cancelDelivery
    const refused = { status: 400, code: 'INVALID_INPUT' }
    await expectRefused('cancelDelivery', refused, () =>
      post(`/deliveries/${id}/cancel`, JSON.stringify({ id })),
    )
    await expectRefused('planStatus', refused, () =>
      call(house, own.people.manager, 'GET', `/plans/${own.plan}/status?id=${own.plan}`),
    )
  })
})

/** Requests in good form whose meaning is not possible. */
type Senseless = {
  name: string
  operation: OperationName
  status: number
  code: string
  input: () => Promise<Input>
}

const postWith = async (data: Record<string, unknown>): Promise<Input> => ({
  id: await addPost(house.payload, own.tenant, { channels: [own.manual], ...data }),
})

const deliveryIn = async (state: string): Promise<Input> => {
  const input = await goodInputs.cancelDelivery({ house, sandbox, client: own })
  await putInto(house.payload, String(input.id), state)
  return input
}

const card = (photo: unknown) => ({
  kind: 'card',
  template: 'listing',
  format: 'square',
  data: { headline: 'By the sea', photo },
})

const senseless: Senseless[] = [
  {
    name: 'no channel',
    operation: 'distribute',
    status: 422,
    code: 'CHANNEL_REQUIRED',
    input: () => postWith({ channels: [] }),
  },
  ...[
    ['that nothing has', () => '4a1c6d0e-3b53-4a80-9d8c-0c9c1f5f8a11'],
    ['of another form', () => 'instagram'],
    ["of another tenant's channel", () => clients.foreign.manual],
    ['of a post', () => own.post],
  ].map(
    ([name, channel]): Senseless => ({
      name: `a channel by an id ${name}, beside a good one`,
      operation: 'distribute',
      status: 422,
      code: 'CHANNEL_NOT_FOUND',
      input: async () => ({ id: own.post, channels: [own.manual, (channel as () => string)()] }),
    }),
  ),
  {
    name: 'a channel that was removed at its platform',
    operation: 'distribute',
    status: 409,
    code: 'CHANNEL_NOT_ACTIVE',
    input: async () => {
      const channels = [await addManualChannel(house.payload, own.tenant, { state: 'removed' })]
      return { id: own.post, channels }
    },
  },
  {
    name: 'an empty post',
    operation: 'distribute',
    status: 422,
    code: 'POST_EMPTY',
    input: () => postWith({ text: ' \n ', link: 'https://example.com' }),
  },
  {
    name: 'a picture that was removed',
    operation: 'distribute',
    status: 422,
    code: 'MEDIA_MISSING',
    input: async () => {
      const gone = await addPicture(house.payload, own.tenant)
      const input = await postWith({ media: [gone] })
      await query(house.payload, 'update media set deleted_at = now() where id = $1', [gone])
      return input
    },
  },
  {
    name: 'a text that is too long for its channel',
    operation: 'distribute',
    status: 422,
    code: 'CONTENT_REFUSED',
    input: () => postWith({ text: 'x'.repeat(501), channels: [own.manual, own.postiz] }),
  },
  {
    name: 'a post whose own time is over',
    operation: 'distribute',
    status: 422,
    code: 'DATE_IN_PAST',
    input: () => postWith({ publishAt: '2020-01-01T10:00:00Z' }),
  },
  {
    name: 'a post in the bin',
    operation: 'distribute',
    status: 404,
    code: 'NOT_FOUND',
    input: () => postWith({ deletedAt: new Date().toISOString() }),
  },
  ...[{ kind: 'film' }, { kind: 'card' }, card({}), card(-1)].map(
    (render): Senseless => ({
      name: `a picture to be made of ${JSON.stringify(render)}`,
      operation: 'distribute',
      status: 422,
      code: 'RENDER_SPEC_INVALID',
      input: () => postWith({ render }),
    }),
  ),
  ...[
    ['an unknown', () => '4a1c6d0e-3b53-4a80-9d8c-0c9c1f5f8a11'],
    ['a misspelt', () => 'photo-of-the-sea'],
    ["another tenant's", () => clients.foreign.media],
  ].map(
    ([name, photo]): Senseless => ({
      name: `a card of ${name} picture`,
      operation: 'distribute',
      status: 422,
      code: 'MEDIA_MISSING',
      input: () => postWith({ render: card((photo as () => string)()) }),
    }),
  ),
  ...(
    [
      ['cancelDelivery', 'published'],
      ['reschedule', 'publishing'],
      ['reschedule', 'cancelled'],
      ['publishNow', 'submitted'],
      ['publishNow', 'awaiting_human'],
      ['retry', 'scheduled'],
      ['retry', 'unknown'],
      ['resolve', 'failed'],
      ['resolve', 'published'],
    ] as const
  ).map(
    ([operation, state]): Senseless => ({
      name: `a delivery that is ${state}`,
      operation,
      status: 409,
      code: 'ILLEGAL_MOVE',
      input: async () => ({ ...good[operation], ...(await deliveryIn(state)) }),
    }),
  ),
  {
    name: 'a key that Postiz refuses',
    operation: 'connectPostiz',
    status: 422,
    code: 'POSTIZ_REFUSED',
    input: async () => ({ ...good.connectPostiz, apiKey: 'wrong' }),
  },
  {
    name: 'an address at which nobody answers',
    operation: 'connectPostiz',
    status: 502,
    code: 'POSTIZ_UNREACHABLE',
    input: async () => ({ ...good.connectPostiz, baseUrl: 'http://127.0.0.1:9' }),
  },
  {
    name: 'an organisation that serves another client, and no group',
    operation: 'connectPostiz',
    status: 422,
    code: 'POSTIZ_GROUP_REQUIRED',
    input: async () => {
      const { groupId: _, ...rest } = good.connectPostiz
      return { ...rest, apiKey: clients.foreign.apiKey }
    },
  },
  {
    name: 'a tenant without Postiz',
    operation: 'syncChannels',
    status: 409,
    code: 'POSTIZ_NOT_CONNECTED',
    input: async () => ({ tenant: await addTenant(house.payload) }),
  },
]

test.each(senseless)('$operation refuses $name, and changes nothing', async (one) => {
  const input = await one.input()
  await expectRefused(one.operation, one, () =>
    callOperation(house, agencyAdmin, one.operation, input),
  )
})
