import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReach } from '../../security/reach.ts'
import { tellHub } from './index.ts'

let asked = 0
const server = createServer((_, outgoing) => {
  asked += 1
  outgoing.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
})
let hub: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  hub = `http://localhost:${(server.address() as AddressInfo).port}/`
})

afterAll(() => server.close())

const topics = ['https://p.example/feed.json']

it('calls no hub inside the network, by its name or its address', async () => {
  const reach = createReach([])
  for (const inside of [hub, hub.replace('localhost', '127.0.0.1'), 'http://[::1]:9/']) {
    expect(await tellHub({ hub: inside, topics, reach })).toEqual({
      isTaken: false,
      errorCode: 'OUT_OF_REACH',
    })
  }
  expect(await tellHub({ hub: 'nowhere', topics, reach })).toMatchObject({ isTaken: false })
  expect(asked).toBe(0)
})

it('follows no hub to another place', async () => {
  expect(await tellHub({ hub, topics, reach: createReach('all') })).toEqual({
    isTaken: false,
    statusCode: 302,
  })
  expect(asked).toBe(1)
})
