import type { Reply } from './callApi.ts'
import type { RequestBudget } from './connection.ts'
import type { PostizFault } from './readError.ts'

type Args<T> = {
  budget: RequestBudget | undefined
  isUrgent: boolean
  now: () => Date
  /** Makes the one counted request. */
  call: () => Promise<Reply<T>>
}

/** A 429 that names no time blocks for so long, in ms; then one request finds out. */
const unnamedBlockMs = 60_000

const minuteMs = 60_000

const spent = (now: Date, retryAfterMs: number, why: string): PostizFault => {
  const until = new Date(Math.ceil((now.getTime() + retryAfterMs) / minuteMs) * minuteMs)
  const isToday = retryAfterMs < 20 * 60 * minuteMs
  const time = `${until.toISOString().slice(11, 16)} UTC${isToday ? '' : ` on ${until.toISOString().slice(0, 10)}`}`
  return {
    certainty: 'no-effect',
    isPermanent: false,
    code: 'POSTIZ_BUDGET_SPENT',
    message: `Postiz takes no more posts of this organisation before ${time}: ${why}`,
    said: '',
    retryAfterMs,
  }
}

const usedUp = 'its requests of this hour are used up.'
const keptBack =
  'its requests of this hour are used up, but for what is kept for posts that are due.'

/**
 * Whether Postiz may have counted a request. It certainly has not where the request never left, where the key was
 * refused, and where the body was too large to be read.
 * Source: the order of checks of Postiz 2.23.0, tried on 2026-08-21.
 */
const isCounted = (reply: Reply<unknown>): boolean => {
  if (reply.ok || reply.rateLimit) return true
  const { statusCode, certainty } = reply.fault
  if (statusCode === undefined) return certainty === 'unknown'
  return statusCode !== 401 && statusCode !== 413
}

/**
 * Makes a counted request out of the budget, where there is one: takes it before it is sent, and tells the budget
 * afterwards what Postiz said. `POSTIZ_BUDGET_SPENT` says that it was not sent, or that Postiz refused it by 429;
 * `retryAfterMs` is the wait.
 */
export const inBudget = async <T>({ budget, isUrgent, now, call }: Args<T>): Promise<Reply<T>> => {
  if (!budget) return call()
  const taken = await budget.take({ isUrgent })
  if (taken.kind === 'spent') {
    const waitMs = Math.max(taken.until.getTime() - now().getTime(), 0)
    return { ok: false, fault: spent(now(), waitMs, isUrgent ? usedUp : keptBack), answer: {} }
  }
  const reply = await call()
  const isRefused = !reply.ok && reply.fault.statusCode === 429
  const retryAfterMs = isRefused ? (reply.fault.retryAfterMs ?? unnamedBlockMs) : undefined
  await budget.learn({
    ticket: taken.ticket,
    isCounted: isCounted(reply),
    ...reply.rateLimit,
    retryAfterMs,
  })
  if (reply.ok || retryAfterMs === undefined) return reply
  return { ...reply, fault: { ...spent(now(), retryAfterMs, usedUp), statusCode: 429 } }
}
