import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { secretPattern } from '../../../../plugins/distribution/security/deviceCredential.ts'
import { callApi } from '../shell/callApi.ts'
import { openStore } from '../shell/store.ts'
import { heldAuthorization, holdCredential } from './credential.ts'
import { isRevoked } from './isRevoked.ts'
import { keepSession, readOther, readSession, wipeSession } from './keptSession.ts'
import { nameOfPhone } from './nameOfPhone.ts'
import { signIn } from './signIn.ts'

type Asked = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }

const closers: (() => void)[] = []
afterEach(() => {
  holdCredential(undefined)
  for (const close of closers.splice(0)) close()
})

const serve = async (answers: Record<string, [number, unknown]>) => {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const path = (request.url ?? '').split('?')[0] ?? ''
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}')
    asked.push({ path, headers: request.headers, body })
    const [status, answer] = answers[path] ?? [404, {}]
    response.writeHead(status).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const ana = { id: 3, name: 'Ana', email: 'ana@example.test' }
const given = { email: ana.email, password: 'secret', name: 'Android · Chrome', language: 'pt-PT' }

test('the password is sent once; from then on a secret of the phone opens the door', async () => {
  const { asked, base } = await serve({
    '/users/login': [200, { user: ana, token: 'jwt' }],
    '/devices/sign-in': [200, { id: 12 }],
    '/assist/tasks': [200, { tasks: [] }],
  })
  const signed = await signIn({ ...given, base })
  if (!signed.isOk) throw new Error('It was refused.')
  const { device, credential, person } = signed.session
  const [id, secret = ''] = credential.split('.')
  expect([device, id, person.name]).toEqual(['12', '12', 'Ana'])
  expect(secret).toMatch(secretPattern)
  expect(asked[1]).toMatchObject({
    headers: { authorization: 'JWT jwt' },
    body: { secret, name: 'Android · Chrome', platform: 'web', language: 'pt-PT' },
  })

  holdCredential(credential)
  await callApi({ base, path: '/assist/tasks?whose=mine' })
  expect(asked[2]?.headers).toMatchObject({ authorization: `Device ${credential}` })
  expect(asked.some(({ path }) => path.includes(secret))).toBe(false)
})

test('whoever has no tasks here is not logged in on the phone', async () => {
  const { base } = await serve({
    '/users/login': [200, { user: ana, token: 'jwt' }],
    '/devices/sign-in': [403, { code: 'FORBIDDEN' }],
  })
  expect(await signIn({ ...given, base })).toMatchObject({ isOk: false, reply: { status: 403 } })
})

test.each<[string, number, unknown, boolean]>([
  ['our server knows it no more', 401, { code: 'UNAUTHENTICATED' }, true],
  ['a proxy wants a password', 401, 'Unauthorized', false],
  ['the server has a problem', 503, {}, false],
  ['it is as it should be', 200, { devices: [] }, false],
])('whether a phone is logged out from elsewhere, where %s', async (_where, status, answer, is) => {
  const { base } = await serve({ '/assist/devices': [status, answer] })
  expect(await isRevoked(base)).toBe(is)
})

test('a phone that is out of reach is not taken for one that is logged out', async () => {
  expect(await isRevoked('http://127.0.0.1:1')).toBe(false)
})

test('logging out leaves nothing of the person but what is not sent yet', async () => {
  const store = openStore({ factory: undefined })
  const session = { device: '12', credential: '12.a', person: { ...ana, id: '3' } }
  await keepSession(store, session)
  await store.set('list/3', [{ id: 1 }])
  await store.set('photo/1', 'a photo')
  expect(await readSession(store)).toEqual(session)
  await wipeSession(store)
  expect(await store.keys('')).toEqual(['photo/1'])
})

test('a tab that was asleep finds who has logged in meanwhile, and whose log-in it must leave alone', async () => {
  const store = openStore({ factory: undefined })
  const session = { device: '12', credential: '12.a', person: { ...ana, id: '3' } }
  const next = { device: '13', credential: '13.b', person: { ...ana, id: '4', name: 'Rui' } }
  expect(await readOther(store, 'Device 12.a')).toBeUndefined()
  await keepSession(store, session)
  expect(await readOther(store, 'Device 12.a')).toBeUndefined()
  await keepSession(store, next)
  expect(await readOther(store, 'Device 12.a')).toEqual(next)
})

test('nobody is told of a phone that is not logged in', () => {
  expect(heldAuthorization()).toBeUndefined()
})

test.each([
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    false,
    'Android · Chrome',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
    true,
    'iPhone · Postyard',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
    false,
    'Android · Samsung Internet',
  ],
  ['something else', false, 'something else'],
])('a phone has a name by which its owner knows it: %s', (userAgent, isInstalled, name) => {
  expect(nameOfPhone({ userAgent, isInstalled })).toBe(name)
})
