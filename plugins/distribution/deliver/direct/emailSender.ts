import type { Content, DirectOutcome } from '../../channels/adapter.ts'
import { openMailServer } from '../../channels/email/index.ts'
import { type OpenedMail, openMail } from '../../channels/openMail.ts'
import { beginMailing } from '../../model/beginMailing.ts'
import { inTransaction, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import {
  countMails,
  hasBegunMailing,
  type MailRow,
  takeMails,
  untakeMails,
} from '../../model/mails.ts'
import type { Loaded } from '../loadDelivery.ts'
import { endMailing } from './endMailing.ts'
import { isLastAttempt } from './moveOf.ts'
import { readLetter } from './readLetter.ts'
import type { Sender, Sent } from './sender.ts'
import { type Sendings, sendMails } from './sendMails.ts'

const usualPerMinute = 60

/** One attempt sends so many mails at most, and begins none after so long, in ms: others wait for the slot. */
const most = 50
const portionMs = 60_000

const readRecipients = ({ db, channel, tenant }: Loaded): Promise<MailRow[]> =>
  rows(
    db,
    sql`
      select r.address, r.name
      from postyard_channels_email_recipients r join postyard_channels c on c.id = r._parent_id
      where c.id = ${channel.id} and c.tenant_id = ${tenant.id} and r.address is not null
      order by r._order`,
  )

/** What was taken is put back, since nothing could be sent; it is said how a mailing stands that was begun. */
const putBack = async (
  of: Parameters<typeof countMails>[0],
  { code, message }: { code: string; message: string },
): Promise<DirectOutcome> => {
  await untakeMails(of)
  const { sent, pending } = await countMails(of)
  const stand = ` ${sent} ${sent === 1 ? 'mail' : 'mails'} went out before, ${pending} did not.`
  return { kind: 'retry', code, message: `${message}${sent > 0 ? stand : ''}`, answer: {} }
}

const none: Sendings = { sent: 0, rejected: [], refused: [], deferred: [], unknown: [] }

const sendPortion = async (
  loaded: Loaded,
  { server, sender, reach }: OpenedMail,
  content: Content,
  now: () => Date,
  signal: AbortSignal | undefined,
): Promise<Sent> => {
  const { db, row, channel, payload } = loaded
  const of = { db, delivery: row }
  // The lease counts from here, also the time that a slow server takes for its greeting.
  const until = after(now(), portionMs)
  // Before a connection is held: who holds one may not wait for another.
  const recipients = await readRecipients(loaded)
  await inTransaction({ payload }, (tx) => beginMailing({ db: tx.db, delivery: row, recipients }))
  const taken = await inTransaction({ payload }, (tx) =>
    takeMails({
      db: tx.db,
      delivery: row,
      perMinute: channel.email?.perMinute ?? usualPerMinute,
      most,
      now: now(),
    }),
  )
  const isFull = taken.length === most
  if (taken.length === 0)
    return { outcome: endMailing({ ...(await facts(loaded, now())), ...none, isFull }) }
  const isRest = (await countMails(of)).pending === 0
  // Before the server is called: it would hang up while a file is waited for.
  const read = await readLetter(loaded, content)
  if ('fault' in read) return { outcome: await putBack(of, read.fault) }
  const opened = await openMailServer(server, reach)
  if ('fault' in opened) {
    const health = { isWell: false, isThrottled: false } as const
    return { outcome: await putBack(of, opened.fault), health }
  }
  const { connection } = opened
  const { sendings, isBroken, isStopped } = await sendMails({
    loaded,
    sender,
    letter: read.letter,
    connection,
    taken,
    isLast: isRest && isLastAttempt(row),
    until,
    now,
    signal,
  }).catch((error: unknown) => {
    connection.close()
    throw error
  })
  await untakeMails(of)
  const outcome: DirectOutcome = endMailing({
    ...(await facts(loaded, now())),
    ...sendings,
    isBroken,
    isStopped,
    isFull,
  })
  const isWell = sendings.sent + sendings.rejected.length > 0
  return {
    outcome,
    isGettingOn: isWell,
    ...(isWell || isBroken ? { health: isWell ? { isWell } : { isWell, isThrottled: false } } : {}),
  }
}

const facts = async ({ db, row, tenant }: Loaded, now: Date) => ({
  counts: await countMails({ db, delivery: row }),
  row,
  timezone: tenant.timezone,
  now,
})

/** Sends a post by mail, to each address on the list of the channel once, as fast as its server takes it. */
export const emailSender: Sender = {
  longestMs: () => 3 * portionMs,
  hasBegun: ({ db, row }) => hasBegunMailing({ db, delivery: row }),
  open: async ({ payload, settings, channel }) => {
    const found = openMail({ payload, settings, channel })
    if ('reason' in found) return { kind: 'closed', reason: found.reason }
    return {
      kind: 'opened',
      send: ({ loaded, content, now, signal }) =>
        sendPortion(loaded, found.opened, content, now, signal),
    }
  },
}
