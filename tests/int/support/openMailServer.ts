import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/** `from` is where it would be sent back to. */
export type Letter = { from: string; to: string; text: string }

/** What a server does with a mail: takes it, answers with a code, or hangs up before or after it has it. */
export type Treatment =
  | 'takes'
  | 'hangs up before'
  | 'hangs up after'
  | number
  | { responseCode: number; text: string }

const usualText = (responseCode: number) =>
  responseCode < 500 ? '4.7.0 Come back later' : '5.1.1 Nobody here'

const refusal = (treatment: number | { responseCode: number; text: string }) => {
  const { responseCode, text } =
    typeof treatment === 'number'
      ? { responseCode: treatment, text: usualText(treatment) }
      : treatment
  return Object.assign(new Error(text), { responseCode })
}

/** A real mail server with one log-in, which treats each address as it is told to. */
export const openMailServer = async () => {
  const letters: Letter[] = []
  const treatments = new Map<string, Treatment[]>()
  let pauseMs = 0
  let calls = 0
  const sockets = new Set<{ destroy: () => void }>()
  const nextFor = (address: string): Treatment => treatments.get(address)?.shift() ?? 'takes'
  const hangUp = (session: SMTPServerSession) => {
    for (const connection of (server as unknown as { connections: Set<Connection> }).connections) {
      if (connection.session.id === session.id) connection._socket.destroy()
    }
  }
  const server: SMTPServer = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => {
      calls += 1
      done()
    },
    onAuth: ({ username, password }, _session, done) =>
      username === 'agency' && password === 'of-the-server'
        ? done(null, { user: username })
        : done(Object.assign(new Error('Bad log-in'), { responseCode: 535 })),
    onRcptTo: ({ address }, session, done) => {
      const [treatment] = treatments.get(address) ?? []
      if (treatment === undefined || treatment === 'takes' || treatment === 'hangs up after') {
        return done()
      }
      nextFor(address)
      if (treatment === 'hangs up before') return hangUp(session)
      done(refusal(treatment))
    },
    onData: (stream, session, done) => {
      buffer(stream).then((bytes) => {
        const [to] = session.envelope.rcptTo
        const address = to?.address ?? ''
        const { mailFrom } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        letters.push({ from, to: address, text: bytes.toString('utf8') })
        if (nextFor(address) === 'hangs up after') return hangUp(session)
        setTimeout(() => done(null, 'Queued'), pauseMs)
      }, done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    letters,
    /** How often it was connected to. */
    calls: () => calls,
    treat: (address: string, ...treatment: Treatment[]) => treatments.set(address, treatment),
    /** Takes so long over each mail, in milliseconds. */
    slow: (ms: number) => {
      pauseMs = ms
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

type Connection = { session: SMTPServerSession; _socket: { destroy: () => void } }
