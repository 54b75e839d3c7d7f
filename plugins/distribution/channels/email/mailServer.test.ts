import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createReach } from '../../security/reach.ts'
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

it('a server on the Internet is spoken to encrypted or not at all; one on a private network as it can', async () => {
  const said: string[] = []
  const port = await listen((socket) => {
    socket.write('220 hello\r\n')
    socket.on('data', (bytes) => {
      const line = String(bytes).trim()
      said.push(line.split(' ')[0]!)
      socket.write(line.startsWith('EHLO') ? '250 hello\r\n' : '502 no such thing\r\n')
    })
  })
  const server = { host: '127.0.0.1', port, user: 'agency', password: 'secret' }
  const far = await openMailServer(server, createReach('all'), () => false)
  expect(far).toMatchObject({
    fault: { code: 'MAIL_UNREACHABLE', message: expect.stringContaining('STARTTLS') },
  })
  expect(said).toEqual(['EHLO', 'STARTTLS'])
  const { user: _, password: __, ...open } = server
  for (const opened of [
    await openMailServer(open, createReach('all')),
    await openMailServer({ ...open, mayBePlain: true }, undefined, () => false),
  ]) {
    if ('fault' in opened) throw new Error(opened.fault.message)
    opened.connection.close()
  }
})
