import { mkdtemp, rm, stat } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { createFcmAgent } from './createFcmAgent.ts'
import { type FcmSandbox, startFcmSandbox } from './startFcmSandbox.ts'

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean()
})

async function start(settings: Partial<Parameters<typeof startFcmSandbox>[0]> = {}) {
  const sandbox = await startFcmSandbox({ port: 0, controlPort: 0, ...settings })
  cleanUp.push(sandbox.close)
  return sandbox
}

type Answer = { status: number; body: unknown }

/** One request as any client of Google makes it. */
function ask(
  sandbox: Pick<FcmSandbox, 'port' | 'ca'>,
  body: unknown,
  { authorization = 'Bearer token', project = 'demo' } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(
      `https://fcm.googleapis.com/v1/projects/${project}/messages:send`,
      { method: 'POST', headers: { authorization }, agent: createFcmAgent(sandbox) },
      async (response) => resolve({ status: response.statusCode ?? 0, body: await json(response) }),
    )
    call.on('error', reject)
    call.end(JSON.stringify(body))
  })
}

const list = async ({ url }: FcmSandbox, query = '') =>
  (await fetch(`${url}/sandbox/messages${query}`)).json()

const say = ({ url }: FcmSandbox, path: string, body: unknown) =>
  fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })

describe('it is as strict as Google', () => {
  test.each([
    ['an unknown field', { token: 't', notifcation: {} }, 'Unknown name "notifcation"'],
    ['a number in data', { token: 't', data: { id: 12 } }, 'message.data.id'],
    ['a reserved key', { token: 't', data: { from: 'me' } }, 'Invalid data payload key'],
    ['a time to live in ms', { token: 't', android: { ttl: 1800 } }, 'message.android.ttl'],
    [
      'a link without TLS',
      { token: 't', webpush: { fcmOptions: { link: 'http://postyard.example' } } },
      'must be a HTTPS URL',
    ],
  ])('%s is a bad request that names the field', async (_, message, said) => {
    const sandbox = await start()
    const { status, body } = await ask(sandbox, { message })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      error: {
        code: 400,
        status: 'INVALID_ARGUMENT',
        message: expect.stringContaining(said),
        details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest' }],
      },
    })
    expect((await list(sandbox)).messages).toEqual([])
  })

  test('more than 4,096 bytes are too big', async () => {
    const { status, body } = await ask(await start(), {
      message: { token: 't', data: { text: 'x'.repeat(4_100) } },
    })
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { error: { message: 'Android message is too big' } },
    })
  })

  test('without an access token nobody gets in', async () => {
    const { status, body } = await ask(
      await start(),
      { message: { token: 't' } },
      { authorization: '' },
    )
    expect({ status, body }).toMatchObject({
      status: 401,
      body: { error: { status: 'UNAUTHENTICATED' } },
    })
  })

  test('an error of FCM carries its code in the details', async () => {
    const sandbox = await start()
    await say(sandbox, '/sandbox/tokens/t', { behaviour: 'UNREGISTERED' })
    expect(await ask(sandbox, { message: { token: 't' } })).toEqual({
      status: 404,
      body: {
        error: {
          code: 404,
          message: 'Requested entity was not found.',
          status: 'NOT_FOUND',
          details: [
            {
              '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError',
              errorCode: 'UNREGISTERED',
            },
          ],
        },
      },
    })
  })

  test('a dry run is answered and not kept', async () => {
    const sandbox = await start()
    const { body } = await ask(sandbox, { message: { token: 't' }, validate_only: true })
    expect(body).toEqual({ name: 'projects/demo/messages/fake_message_id' })
    expect((await list(sandbox)).counts.received).toBe(0)
  })
})

describe('its own port', () => {
  test('lists what came with its outcome, in order, for one phone or after a known one', async () => {
    const sandbox = await start()
    await say(sandbox, '/sandbox/tokens/b', {
      behaviour: 'INTERNAL',
      times: 1,
      label: 'Pixel of Ana',
    })
    for (const token of ['a', 'b', 'b']) await ask(sandbox, { message: { token } })

    const { counts, messages } = await list(sandbox)
    expect(counts).toEqual({ received: 3, outcomes: { ok: 2, INTERNAL: 1 } })
    expect(messages).toMatchObject([
      { token: 'a', outcome: 'ok', label: null },
      { token: 'b', outcome: 'INTERNAL', label: 'Pixel of Ana', name: null },
      { token: 'b', outcome: 'ok' },
    ])
    expect((await list(sandbox, '?token=b')).messages).toHaveLength(2)
    expect((await list(sandbox, `?after=${messages[1].id}`)).messages).toHaveLength(1)
    expect((await list(sandbox, '?limit=1')).messages).toMatchObject([{ id: messages[2].id }])
  })

  test('a fault strikes the share of requests that it is given', async () => {
    const numbers = [0.1, 0.9, 0.4, 0.5]
    const sandbox = await start({ random: () => numbers.shift() ?? 1 })
    await say(sandbox, '/sandbox/faults', { behaviour: 'UNAVAILABLE', share: 0.5 })
    const statuses = []
    for (let count = 0; count < 4; count++)
      statuses.push((await ask(sandbox, { message: { token: 't' } })).status)
    expect(statuses).toEqual([503, 200, 503, 200])
  })

  test('an unknown behaviour is refused with the list of those that there are', async () => {
    const answer = await say(await start(), '/sandbox/faults', { behaviour: 'explode' })
    expect(answer.status).toBe(400)
    expect((await answer.json()).message).toContain('UNREGISTERED')
  })

  test('reset forgets pushes and faults; single faults can be lifted', async () => {
    const sandbox = await start()
    const faults = async () => (await fetch(`${sandbox.url}/sandbox/faults`)).json()
    await say(sandbox, '/sandbox/faults', { behaviour: 'hang' })
    await say(sandbox, '/sandbox/tokens/a%2Fb', { behaviour: 'ok' })
    expect(await faults()).toMatchObject({ all: { behaviour: 'hang' }, tokens: { 'a/b': {} } })
    await fetch(`${sandbox.url}/sandbox/faults`, { method: 'DELETE' })
    await fetch(`${sandbox.url}/sandbox/tokens/a%2Fb`, { method: 'DELETE' })
    expect(await faults()).toEqual({ all: null, tokens: {} })

    await ask(sandbox, { message: { token: 't' } })
    await say(sandbox, '/sandbox/faults', { behaviour: 'hang' })
    expect(await (await say(sandbox, '/sandbox/reset', {})).json()).toEqual({
      counts: { received: 0, outcomes: {} },
      all: null,
      tokens: {},
    })
  })

  test('a simulated phone follows its own pushes, and misses none over a break', async () => {
    const sandbox = await start()
    const follow = async (headers: Record<string, string>) => {
      const stop = new AbortController()
      cleanUp.push(async () => stop.abort())
      const { body } = await fetch(`${sandbox.url}/sandbox/events?token=mine`, {
        headers,
        signal: stop.signal,
      })
      const text = body!.pipeThrough(new TextDecoderStream()).getReader()
      let seen = ''
      return async (sign: string) => {
        while (!seen.includes(sign)) seen += (await text.read()).value ?? ''
        return seen
      }
    }
    const first = await follow({})
    await ask(sandbox, { message: { token: 'theirs' } })
    await ask(sandbox, { message: { token: 'mine', data: { taskId: 'one' } } })
    expect(await first('"one"')).not.toContain('theirs')
    const { id } = (await list(sandbox, '?token=mine')).messages[0]

    await ask(sandbox, { message: { token: 'mine', data: { taskId: 'two' } } })
    const later = await follow({ 'last-event-id': String(id) })
    expect(await later('"two"')).not.toContain('"one"')
  })

  test('another process gets from it all that an agent needs', async () => {
    const sandbox = await start()
    const connection = await (await fetch(`${sandbox.url}/sandbox/connection`)).json()
    expect(connection).toEqual({ host: '127.0.0.1', port: sandbox.port, ca: sandbox.ca })
    expect(await (await fetch(`${sandbox.url}/sandbox/ca`)).text()).toBe(sandbox.ca)
    expect((await ask(connection, { message: { token: 't' } })).status).toBe(200)
  })

  test('what it does not have is a 404 that says what it has', async () => {
    const { url } = await start()
    const answer = await fetch(`${url}/sandbox/nothing`)
    expect(answer.status).toBe(404)
    expect((await answer.json()).message).toContain('GET / shows the pushes')
  })
})

test('over a restart pushes stay, and a worker may go on with the authority it knows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postyard-fcm-'))
  cleanUp.push(() => rm(folder, { recursive: true }))
  const file = join(folder, 'data', 'fcm.db')
  const before = await startFcmSandbox({ port: 0, controlPort: 0, file })
  await ask(before, { message: { token: 'kept' } })
  await before.close()

  const after = await start({ file })
  expect(after.ca).toBe(before.ca)
  expect((await list(after)).messages).toMatchObject([{ token: 'kept' }])
  expect((await ask({ port: after.port, ca: before.ca }, { message: { token: 't' } })).status).toBe(
    200,
  )
  expect((await stat(file)).mode & 0o077, 'readable by others').toBe(0)
})

test('a port that is taken is said, and nothing is left running', async () => {
  const first = await start()
  const freed = await startFcmSandbox({ port: 0, controlPort: 0 })
  await freed.close()
  const controlPort = Number(new URL(first.url).port)
  await expect(startFcmSandbox({ port: freed.port, controlPort })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  expect((await start({ port: freed.port })).port).toBe(freed.port)
})
