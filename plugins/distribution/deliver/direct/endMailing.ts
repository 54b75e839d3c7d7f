import type { Answer, DirectOutcome } from '../../channels/adapter.ts'
import { after } from '../../model/deadlines.ts'
import type { MailState } from '../../model/mails.ts'
import { tellTime } from '../../model/tellTime.ts'
import type { Sendings, Told } from './sendMails.ts'

type Args = Sendings & {
  /** How all mails of the delivery stand. */
  counts: Record<MailState, number>
  timezone: string
  now: Date
  /** The connection broke while there was more to send. */
  isBroken?: boolean
  /** It was stopped on purpose while there was more to send. */
  isStopped?: boolean
  /** The attempt had as many mails as one takes, so that the channel may send more at once. */
  isFull: boolean
}

/** A receipt names so many addresses at most; the others are counted. */
const mostNamed = 50

const mails = (count: number): string => `${count} ${count === 1 ? 'mail' : 'mails'}`

const answerOf = ({ sent, rejected, refused, deferred, unknown, counts }: Args): Answer => {
  const named = (told: Told[]) => (told.length === 0 ? undefined : told.slice(0, mostNamed))
  const status = [...refused, ...rejected, ...deferred].find(
    ({ statusCode }) => statusCode,
  )?.statusCode
  return {
    ...(status === undefined ? {} : { statusCode: status }),
    meta: Object.fromEntries(
      Object.entries({
        sent,
        rejected: named(rejected),
        refused: named(refused),
        deferred: named(deferred),
        unknown: named(unknown),
        left: counts.pending,
      }).filter(([, value]) => value !== undefined),
    ),
  }
}

const tellRejected = (count: number): string =>
  count === 0 ? '' : ` ${count} ${count === 1 ? 'was' : 'were'} refused; the receipts say why.`

const refusedCode = 'MAIL_REFUSED'

/** Why some are to be sent again that certainly did not arrive, and how many have it; undefined where none are. */
const tellAgain = ({ deferred, refused, isBroken, counts }: Args) => {
  const [first] = [...refused, ...deferred]
  if (!first) return undefined
  const what = isBroken
    ? 'broke off the connection'
    : refused.length > 0
      ? `refused ${mails(refused.length)}`
      : `put off ${mails(deferred.length)}`
  const doubt = counts.unknown > 0 ? ` Of ${counts.unknown} nobody knows.` : ''
  const stand = `${mails(counts.sent)} went out, ${counts.pending} did not.${doubt}`
  return {
    code: refused.length > 0 ? refusedCode : 'MAIL_PUT_OFF',
    message: `The mail server ${what} (${first.said}). ${stand}`,
  }
}

/**
 * What becomes of a mailing after an attempt: it goes on where somebody is left, is tried again where the server put some
 * off or refused them for a reason of its own, and is a person's to decide where a mail may or may not have arrived. It is
 * published only when nobody is left to whom it could still go. No mail that may have arrived is sent again by itself.
 */
export const endMailing = (args: Args): DirectOutcome => {
  const { counts, deferred, now, timezone } = args
  const answer = answerOf(args)
  const { pending, sent, rejected, unknown } = counts
  if (args.isStopped) {
    const message = `${mails(sent)} went out, ${pending} are left; it stops here.`
    return { kind: 'partly', message, nextAt: now, answer }
  }
  const again = tellAgain(args)
  if (again) {
    // Whatever it is that the server has against it, it has it against everybody.
    const isHopeless = deferred.length === 0 && sent + unknown === 0
    return { kind: isHopeless ? 'failed' : 'retry', ...again, answer }
  }
  if (pending > 0) {
    const nextAt = after(now, args.isFull ? 0 : 60_000)
    const message = `${mails(sent)} went out, ${pending} are left. It goes on at ${tellTime(nextAt, timezone)}.`
    return { kind: 'partly', message, nextAt, answer }
  }
  if (unknown > 0) {
    const message = `The connection broke after ${mails(unknown)} had been given to the server, so nobody knows whether ${unknown === 1 ? 'it' : 'they'} arrived. ${mails(sent)} went out for certain.`
    return { kind: 'unknown', code: 'MAIL_UNKNOWN', message, answer }
  }
  if (sent > 0) {
    const message = `${mails(sent)} went out.${tellRejected(rejected)}`
    return { kind: 'published', message, answer }
  }
  return rejected > 0
    ? {
        kind: 'failed',
        code: refusedCode,
        message: `The mail server refused ${rejected === 1 ? 'the only mail' : `all ${rejected} mails`}; the receipts say why.`,
        answer,
      }
    : {
        kind: 'failed',
        code: 'MAIL_WITHOUT_RECIPIENT',
        message: 'There is nobody to write to. Add recipients to the channel, then retry it.',
        answer,
      }
}
