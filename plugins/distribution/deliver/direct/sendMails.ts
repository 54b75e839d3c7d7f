import type SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import {
  composeMail,
  type Letter,
  type LetterFile,
  type Sender,
  type Sending,
  sendMail,
} from '../../channels/email/index.ts'
import { stopMails } from '../../model/mailStops.ts'
import { beginMail, type MailRow, markMail } from '../../model/mails.ts'
import { unsubscribeToken } from '../../security/unsubscribeToken.ts'
import type { Loaded } from '../loadDelivery.ts'

/** What a server said of one address. */
export type Told = { to: string; statusCode?: number; said: string }

/**
 * How the mails of one attempt ended. Those `rejected` are so for their address, and are over; those `refused` for good
 * reason or bad of the server's own, and those `deferred`, are still to be sent.
 */
export type Sendings = {
  sent: number
  rejected: Told[]
  refused: Told[]
  deferred: Told[]
  unknown: Told[]
}

type Args = {
  loaded: Loaded
  sender: Sender
  letter: Letter<LetterFile>
  connection: SMTPConnection
  taken: MailRow[]
  /** An address that the server puts off now is not tried again by itself. */
  isLast: boolean
  /** No mail but the first is begun after this. */
  until: Date
  now: () => Date
  /** Aborts when the job is somebody else's: then no further mail is begun. */
  signal?: AbortSignal
}

const compose = ({ loaded, sender, letter, now }: Args, to: MailRow) => {
  const { settings, payload, row, channel } = loaded
  const token = unsubscribeToken({
    channel: channel.id,
    address: to.address,
    secret: settings.linkSecret,
  })
  return composeMail({
    letter,
    delivery: String(row.id),
    sender,
    to,
    unsubscribeUrl: `${settings.serverUrl}${payload.config.routes.api}/unsubscribe/${token}`,
    footer: channel.email?.footer,
    date: now(),
  })
}

/**
 * What a mail that was tried is from now on. An address that is refused is over, and so is one that is put off in the last
 * attempt; what says nothing of the address has to be tried again, whoever does it.
 */
const stateOf = (sending: Sending, isLast: boolean) => {
  if (sending.kind !== 'rejected') return sending.kind === 'broken' ? 'pending' : sending.kind
  return sending.isOfAddress && (isLast || !sending.isPassing) ? 'rejected' : 'pending'
}

/** Where it is told how a mail ended that did not arrive for certain. */
const listOf = (sending: Sending, state: ReturnType<typeof stateOf>) => {
  if (state === 'unknown' || state === 'rejected') return state
  return sending.kind === 'rejected' && !sending.isPassing ? 'refused' : 'deferred'
}

/** A refused mail leaves the connection in the middle of it. */
const reset = (connection: SMTPConnection): Promise<boolean> =>
  new Promise((resolve) => {
    const onError = () => resolve(false)
    connection.once('error', onError)
    connection.reset((error) => {
      connection.removeListener('error', onError)
      resolve(!error)
    })
  })

/**
 * Sends mails one after the other over one connection. Each is written down as being sent before it is, and how it ended
 * after, so that a worker that dies leaves one in doubt at most. Ends early where the connection breaks, and as soon as the
 * delivery is to be cancelled, its plan is paused, or it is somebody else's.
 */
export const sendMails = async (
  args: Args,
): Promise<{ sendings: Sendings; isBroken: boolean; isStopped: boolean }> => {
  const { loaded, connection, taken, isLast, until, now, signal } = args
  const { db, row, channel } = loaded
  const sendings: Sendings = { sent: 0, rejected: [], refused: [], deferred: [], unknown: [] }
  let isBroken = false
  let isStopped = false
  for (const [index, to] of taken.entries()) {
    // However slow its greeting was, one mail is tried: a list gets on by each attempt.
    const isOver = index > 0 && now() > until
    if (isBroken || isOver || signal?.aborted) break
    const { address } = to
    const of = { db, delivery: row, address }
    isStopped = !(await beginMail({ ...of, fence: row.fence, now: now() }))
    if (isStopped) break
    const sending = await sendMail(connection, compose(args, to))
    const state = stateOf(sending, isLast)
    const statusCode = 'statusCode' in sending ? sending.statusCode : undefined
    const { said } = sending
    await markMail({ ...of, state, said, ...(statusCode === undefined ? {} : { statusCode }) })
    const told: Told = { to: address, said, ...(statusCode === undefined ? {} : { statusCode }) }
    if (state === 'sent') sendings.sent += 1
    else sendings[listOf(sending, state)].push(told)
    if (sending.kind === 'rejected' && sending.isNobody) {
      const { id, tenant } = channel
      await stopMails({ db, tenant, channel: id, address, reason: 'bounced', now: now() })
    }
    if (sending.kind === 'unknown' || sending.kind === 'broken') isBroken = true
    if (sending.kind === 'rejected') isBroken = !(await reset(connection))
  }
  connection.quit()
  return { sendings, isBroken, isStopped }
}
