import type { Answer } from '../adapter.ts'
import { readRetryAfter } from '../http/readRetryAfter.ts'
import { redact } from '../http/redact.ts'
import type { Answered, Broken } from '../http/send.ts'

/** How a call to a receiver ended, before it is said what becomes of the delivery. */
export type Verdict =
  | { kind: 'taken'; statusCode: number; message: string; answer: Answer }
  | {
      kind: 'refused'
      code: string
      message: string
      /** Another attempt would end the same way. */
      isPermanent: boolean
      /** The receiver may have it. */
      mayHaveArrived: boolean
      /** The receiver asks for a pause. */
      isThrottled: boolean
      /** It lies at the way to the receiver, not at what was sent. */
      isOfTheWay: boolean
      retryAfterMs?: number
      answer: Answer
    }

type Refusal = Extract<Verdict, { kind: 'refused' }>

/** As a receiver that is out of order answers: it is tried again. */
const refuse = (
  code: string,
  message: string,
  rest: Partial<Omit<Refusal, 'kind' | 'code' | 'message'>> = {},
): Refusal => ({
  kind: 'refused',
  code,
  message,
  isPermanent: false,
  mayHaveArrived: false,
  isThrottled: false,
  isOfTheWay: true,
  answer: {},
  ...rest,
})

const isSuccess = (statusCode: number | undefined): statusCode is number =>
  statusCode !== undefined && statusCode >= 200 && statusCode < 300

const judgeBroken = (broken: Broken, timeoutMs: number): Verdict => {
  const { reason, errorCode, isSent, statusCode } = broken
  if (isSuccess(statusCode)) {
    const message = `The receiver took it (${statusCode}); the rest of its answer was not read.`
    return { kind: 'taken', statusCode, message, answer: { statusCode } }
  }
  const meta = { network: reason === 'network' ? errorCode : reason }
  if (statusCode !== undefined) return judgeStatus(statusCode, undefined, { statusCode, meta })
  const answer = { meta }
  if (errorCode === 'OUT_OF_REACH') {
    return refuse(
      'WEBHOOK_OUT_OF_REACH',
      'The host of the address leads to a private network, which this installation does not call. Give another address, or have the host allowed by PRIVATE_RECEIVER_HOSTS.',
      { answer },
    )
  }
  if (!isSent) {
    return refuse(
      'WEBHOOK_UNREACHABLE',
      `The receiver could not be connected to (${reason === 'network' ? errorCode : 'in time'}).`,
      { answer },
    )
  }
  const what =
    reason === 'timeout'
      ? `did not answer within ${Math.round(timeoutMs / 1000)} s`
      : `broke off the connection (${errorCode})`
  return refuse('WEBHOOK_NO_ANSWER', `The receiver ${what}, so it may have it.`, {
    mayHaveArrived: true,
    answer,
  })
}

/** Another attempt may find these otherwise: what stands at the address is being mended, moved or let in. */
const ofTheWay: Record<number, string> = {
  401: 'wants other credentials. Look at the headers of this channel.',
  403: 'does not let us in. Look at the headers of this channel.',
  404: 'has nothing at this address. Look at the address of this channel.',
  405: 'takes no POST at this address. Look at the address of this channel.',
}

const judgeStatus = (statusCode: number, retryAfterMs: number | undefined, answer: Answer) => {
  const base = { answer, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
  if (statusCode < 400) {
    return refuse(
      'WEBHOOK_REDIRECTS',
      `The receiver sends us on to another address (${statusCode}), which is not followed. Give the final address.`,
      base,
    )
  }
  if (statusCode === 410) {
    return refuse(
      'WEBHOOK_GONE',
      'The receiver says that it takes nothing any more (410). Connect the channel to another address.',
      { ...base, isPermanent: true },
    )
  }
  if (statusCode === 429) {
    return refuse('WEBHOOK_THROTTLED', 'The receiver takes no more for now (429).', {
      ...base,
      isThrottled: true,
    })
  }
  const atTheWay = ofTheWay[statusCode]
  if (atTheWay) return refuse('WEBHOOK_REFUSED', `The receiver ${atTheWay} (${statusCode})`, base)
  if (statusCode >= 500 || statusCode === 408 || statusCode === 425) {
    return refuse('WEBHOOK_FAILED', `The receiver answered with the error ${statusCode}.`, {
      ...base,
      // A proxy that gave up waiting says nothing of what became of it behind it.
      mayHaveArrived: statusCode === 502 || statusCode === 504,
    })
  }
  return refuse('WEBHOOK_CONTENT_REFUSED', `The receiver refused the post (${statusCode}).`, {
    ...base,
    isPermanent: true,
    isOfTheWay: false,
  })
}

/** What an answer of a receiver, or the want of one, means. Its body is kept as an excerpt without secrets. */
export const judgeAnswer = (args: {
  ended: Answered | Broken
  secrets: string[]
  timeoutMs: number
  now: Date
}): Verdict => {
  const { ended, timeoutMs, now } = args
  if (ended.kind === 'broken') return judgeBroken(ended, timeoutMs)
  const { statusCode, headers, body } = ended
  const bare = args.secrets.reduce((text, secret) => text.replaceAll(secret, '[removed]'), body)
  const excerpt = redact({ text: bare })
  const answer = { statusCode, ...(excerpt ? { meta: { excerpt } } : {}) }
  if (isSuccess(statusCode)) {
    return { kind: 'taken', statusCode, message: `The receiver took it (${statusCode}).`, answer }
  }
  return judgeStatus(statusCode, readRetryAfter({ headers, now }), answer)
}
