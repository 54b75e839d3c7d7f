import { PassThrough } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import { redact } from '../http/redact.ts'
import type { Mail } from './composeMail.ts'
import { isNobody, isOfAddress } from './readStatus.ts'

/**
 * How the sending of one mail ended.
 * - `sent`: the server answers for it from now on
 * - `rejected`: certainly not sent; `isPassing` where the server asks to try later, `isOfAddress` where others may well be
 *   written to, `isNobody` where nobody has the address
 * - `unknown`: the connection broke after the whole mail was given, before the server said anything
 * - `broken`: it broke before that, so this mail was certainly not sent
 */
export type Sending =
  | { kind: 'sent'; statusCode: number; said: string }
  | {
      kind: 'rejected'
      isPassing: boolean
      isOfAddress: boolean
      isNobody: boolean
      statusCode?: number
      said: string
    }
  | { kind: 'unknown' | 'broken'; said: string }

type SmtpError = Error & {
  responseCode?: number
  response?: string
  code?: string
  command?: string
}

const statusOf = (response: string): number => Number(/^\d{3}/.exec(response)?.[0] ?? 250)

const judge = (error: SmtpError, isWhole: boolean): Sending => {
  const said = redact({ text: error.response ?? error.message, maxLength: 300 })
  const { responseCode: statusCode } = error
  if (statusCode !== undefined && statusCode >= 400) {
    const reply = error.response ?? ''
    return {
      kind: 'rejected',
      isPassing: statusCode < 500,
      isOfAddress: isOfAddress({ reply, statusCode, command: error.command }),
      isNobody: isNobody(reply),
      statusCode,
      said,
    }
  }
  if (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') {
    // Refused on this side, before the server was asked.
    const isOfTo = error.message.startsWith('Invalid recipient')
    return { kind: 'rejected', isPassing: false, isOfAddress: isOfTo, isNobody: false, said }
  }
  return { kind: isWhole ? 'unknown' : 'broken', said }
}

/** How long one mail may take with all the answers of its server, in ms. */
const mailMs = 60_000

/** Sends one mail to one address over an open connection; never throws. */
export const sendMail = (connection: SMTPConnection, mail: Mail): Promise<Sending> =>
  new Promise((resolve) => {
    let isWhole = false
    // Ends the connection, which then is judged as one that broke.
    const timer = setTimeout(() => connection.close(), mailMs)
    const end = (sending: Sending) => {
      clearTimeout(timer)
      resolve(sending)
    }
    // The end of the mail follows its last byte.
    const message = new PassThrough().once('end', () => {
      isWhole = true
    })
    const onError = (error: Error) => end(judge(error, isWhole))
    const onEnd = () => end(judge(new Error('The connection was closed.'), isWhole))
    connection.once('error', onError)
    connection.once('end', onEnd)
    new MailComposer(mail.content).compile().createReadStream().pipe(message)
    const envelope = { from: mail.from, to: [mail.to] }
    connection.send(envelope, message, (error, info) => {
      connection.removeListener('error', onError)
      connection.removeListener('end', onEnd)
      if (error) return end(judge(error, isWhole))
      const said = redact({ text: info.response, maxLength: 300 })
      end({ kind: 'sent', statusCode: statusOf(info.response), said })
    })
  })
