import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { holdCredential } from '../session/credential.ts'
import type { Answer } from './answerBook.ts'
import { answerCalls } from './answerCalls.ts'

const closers: (() => void)[] = []
afterEach(() => {
  holdCredential(undefined)
  for (const close of closers.splice(0)) close()
})

const serve = async () => {
  const asked: [path: string | undefined, authorization: string | undefined][] = []
  const server = createServer((request, response) => {
    asked.push([request.url, request.headers.authorization])
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { asked, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const answer: Answer = {
  key: 'a',
  user: 'ana',
  task: 't1',
  title: 'Open house',
  outcome: 'posted',
  photo: 'p1',
  givenAt: 0,
  isTried: true,
}

test('an answer goes out as the word of who gave it, also when somebody else has just logged in', async () => {
  const { asked, base } = await serve()
  const { post, postPhoto } = answerCalls({
    base,
    authorization: 'Device 1.ana',
    readPhoto: async () => ({ picture: '/9j/4AAQ', mimeType: 'image/jpeg' }),
  })
  holdCredential('2.rui')
  await postPhoto(answer, 'p1')
  await post(answer)
  expect(asked).toEqual([
    ['/assist/tasks/t1/proof', 'Device 1.ana'],
    ['/assist/tasks/t1/answer', 'Device 1.ana'],
  ])
})

test('a photo that cannot be read does not stand in the way', async () => {
  const { asked, base } = await serve()
  const { postPhoto } = answerCalls({
    base,
    authorization: 'Device 1.ana',
    readPhoto: () => Promise.reject(new DOMException('Lost.', 'UnknownError')),
  })
  expect(await postPhoto(answer, 'p1')).toBeUndefined()
  expect(asked).toEqual([])
})
