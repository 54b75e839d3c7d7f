import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { openMailServer } from './mailServer.ts'

let close = () => {}

afterEach(() => close())

/** A server that does so with whoever connects. */
const listen = async (greet: (socket: Socket) => void): Promise<number> => {
  const server = createServer((socket) => greet(socket.on('error', () => {}))).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  close = () => server.close()
  return (server.address() as AddressInfo).port
}

it.each<[string, (socket: Socket) => void]>([
  ['before its greeting', (socket) => socket.end()],
  ['behind its greeting', (socket) => socket.end('220 hello\r\n')],
])('a mail server that hangs up %s is one that cannot be reached', async (_, greet) => {
  const port = await listen(greet)
  const opened = await openMailServer({ host: '127.0.0.1', port }, undefined)
  expect(opened).toMatchObject({ fault: { code: 'MAIL_UNREACHABLE' } })
})
