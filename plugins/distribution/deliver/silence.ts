import type { Payload } from 'payload'
import type { PostizConnection } from '../channels/postiz/index.ts'
import { after } from '../model/deadlines.ts'
import { silentCode } from '../model/reasons.ts'
import { tellTime } from '../model/tellTime.ts'
import type { Obstacle } from './fire/obstacle.ts'
import type { Loaded } from './loadDelivery.ts'

type Known = {
  silence?: { since: Date; until: Date; pauses: number }
  /** When it last answered anything. */
  answeredAt?: Date
  /** Until when it is taken for one that answers slowly. */
  slowUntil?: Date
}

/** For how long a Postiz that does not answer is left alone, in milliseconds: at first, and at most. */
const firstPauseMs = 30_000
const longestPauseMs = 120_000

/** What this process found out, by the id of the tenant. Another process finds it out by itself. */
const found = new WeakMap<Payload, Map<string, Known>>()

type Args = Pick<Loaded, 'payload' | 'tenant'>

const knownOf = ({ payload, tenant }: Args): Known => {
  const all = found.get(payload) ?? new Map<string, Known>()
  found.set(payload, all)
  const known = all.get(String(tenant.id)) ?? {}
  all.set(String(tenant.id), known)
  return known
}

/** As long as others wait for it, a look takes no more than this, in milliseconds; but for a Postiz that is known to be slow. */
const quickMs = 2_000
const slowForMs = 10 * 60_000

/** The connection with the time that a look gets which others wait for. */
export const inPatience = (
  args: Args,
  connection: PostizConnection,
  now: Date,
): PostizConnection => {
  const { slowUntil, silence } = knownOf(args)
  if (silence || (slowUntil && slowUntil > now)) return connection
  return { ...connection, timeoutMs: Math.min(connection.timeoutMs ?? quickMs, quickMs) }
}

type Asked = { begunAt: Date; now: Date }

/**
 * Its Postiz was given time enough for a request and did not answer, nor any other one since: it is left alone for a
 * while, longer each time.
 */
export const noteSilence = (args: Args, { begunAt, now }: Asked): void => {
  const known = knownOf(args)
  if (known.answeredAt && known.answeredAt >= begunAt) return
  if (known.silence && known.silence.until > now) return
  const pauses = (known.silence?.pauses ?? 0) + 1
  const pauseMs = Math.min(firstPauseMs * 2 ** (pauses - 1), longestPauseMs)
  known.silence = { since: known.silence?.since ?? now, until: after(now, pauseMs), pauses }
}

/** It answered, whatever it said. */
export const noteAnswer = (args: Args, { begunAt, now }: Asked): void => {
  const known = knownOf(args)
  delete known.silence
  known.answeredAt = now
  if (now.getTime() - begunAt.getTime() > quickMs / 2) known.slowUntil = after(now, slowForMs)
}

/**
 * Why nothing is sent to the tenant's Postiz now; undefined where it may be. Without this, each further post would hold a
 * worker's slot for its whole time-out, and others would wait for that.
 */
export const silentObstacle = (args: Args, now: Date): Obstacle | undefined => {
  const { tenant } = args
  const { silence } = knownOf(args)
  if (!silence || silence.until <= now) return undefined
  const { since, until } = silence
  const message = `The Postiz of ${tenant.name} has not answered since ${tellTime(since, tenant.timezone)}. It is tried again at ${tellTime(until, tenant.timezone)}.`
  return { reason: { code: silentCode, message }, wakeAt: until }
}
