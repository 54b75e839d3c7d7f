import { connect as openSocket, type Socket } from 'node:net'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import { isPrivate, outOfReach, type Reach } from '../../security/reach.ts'
import type { MailServer } from './mailAccess.ts'

/** Why a mail server did not do what it was asked, in words without the password. */
export type MailFault = {
  code: 'MAIL_OUT_OF_REACH' | 'MAIL_UNREACHABLE' | 'MAIL_LOGIN_REFUSED'
  message: string
  isPermanent: boolean
}

/** How long the server may take for its first words, and for each further answer, in ms. */
const greetingMs = 10_000
const answerMs = 30_000
const connectMs = 5_000

/** How long all of it may take until mails can be sent, in ms: a server may answer in time without ever coming to an end. */
const readyMs = 45_000

const connectTo = (server: MailServer, reach: Reach | undefined): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = openSocket({
      host: server.host,
      port: server.port,
      ...(reach ? { lookup: reach.lookup } : {}),
    })
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error('Timed out'), { code: 'ETIMEDOUT' })),
      connectMs,
    )
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.removeListener('error', reject)
      resolve(socket)
    })
    socket.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })

const codeOf = (error: unknown): string =>
  String((error as { code?: unknown } | null)?.code ?? 'UNKNOWN')

const unreachable = (what: string): MailFault => ({
  code: 'MAIL_UNREACHABLE',
  message: `The mail server could not be reached (${what}).`,
  isPermanent: false,
})

const notAllowed: MailFault = {
  code: 'MAIL_OUT_OF_REACH',
  message:
    'The mail server lies in a private network, which this installation does not call. Give another one, or have the host allowed by PRIVATE_RECEIVER_HOSTS.',
  isPermanent: false,
}

const notEncrypted: MailFault = {
  code: 'MAIL_UNREACHABLE',
  message:
    'The mail server did not encrypt the connection (STARTTLS), and nothing is sent over the Internet in the clear. Let it offer STARTTLS with a valid certificate, or use its port for TLS, as a rule 465.',
  isPermanent: false,
}

/** A server that hangs up gives no error, only an end. */
const resolveWhenLost = (connection: SMTPConnection, resolve: (fault: MailFault) => void): void => {
  connection.once('error', (error) =>
    resolve(codeOf(error) === 'ETLS' ? notEncrypted : unreachable(codeOf(error))),
  )
  connection.once('end', () => resolve(unreachable('ECONNECTION')))
}

const greet = (connection: SMTPConnection): Promise<MailFault | undefined> =>
  new Promise((resolve) => {
    resolveWhenLost(connection, resolve)
    connection.connect(() => resolve(undefined))
  })

const logIn = (connection: SMTPConnection, server: MailServer): Promise<MailFault | undefined> =>
  new Promise((resolve) => {
    if (!server.user) return resolve(undefined)
    resolveWhenLost(connection, resolve)
    connection.login({ user: server.user, pass: server.password ?? '' } as never, (error) => {
      const status = (error as { responseCode?: number } | null)?.responseCode
      if (!error) return resolve(undefined)
      resolve({
        code: 'MAIL_LOGIN_REFUSED',
        message: `The mail server refused the name and the password${status ? ` (${status})` : ''}. Connect the channel anew with the current ones.`,
        isPermanent: false,
      })
    })
  })

/**
 * Opens a connection over which mails can be sent: encrypted, but for servers on this machine or a private network, which
 * are encrypted where they offer it. The address that is connected to is the one that was checked. Never throws.
 *
 * @param reach where it may go; without it, anywhere
 * @param isNear whether an address lies on this machine or a private network
 */
export const openMailServer = async (
  server: MailServer,
  reach: Reach | undefined,
  isNear: (address: string) => boolean = isPrivate,
): Promise<{ connection: SMTPConnection } | { fault: MailFault }> => {
  if (reach?.isOut(server.host)) return { fault: notAllowed }
  let socket: Socket
  try {
    socket = await connectTo(server, reach)
  } catch (error) {
    return { fault: codeOf(error) === outOfReach ? notAllowed : unreachable(codeOf(error)) }
  }
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.port === 465,
    requireTLS: server.port !== 465 && !server.mayBePlain && !isNear(socket.remoteAddress ?? ''),
    connection: socket,
    greetingTimeout: greetingMs,
    socketTimeout: answerMs,
  })
  const timer = setTimeout(() => connection.close(), readyMs)
  const fault = (await greet(connection)) ?? (await logIn(connection, server))
  clearTimeout(timer)
  // What goes wrong later is told to whoever sends; an error that nobody hears would end the process.
  connection.on('error', () => {})
  if (!fault) return { connection }
  connection.close()
  return { fault }
}
