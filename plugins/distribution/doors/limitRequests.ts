import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import type { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { DistributionError } from '../errors.ts'
import { requestCounts } from '../model/tables/addRequestCounts.ts'
import type { Caller } from '../operation.ts'
import type { Settings } from '../options.ts'
import { settingsOf } from '../settings.ts'

/** Who is counted by itself. */
type Counted = 'key' | 'tenant' | 'user'

type Limiters = Record<Counted, RateLimiterPostgres>

const seconds = 60

/** Of what one key may do: all keys of a tenant together, and a person, whose panel looks again and again. */
const factors: Record<Counted, number> = { key: 1, tenant: 5, user: 10 }

const whose: Record<Counted, string> = {
  key: 'This key has',
  tenant: 'The keys of this client have together',
  user: 'You have',
}

const makeLimiters = async (payload: Payload, settings: Settings): Promise<Limiters> => {
  const { RateLimiterPostgres } = await import('rate-limiter-flexible')
  const make = (counted: Counted): RateLimiterPostgres => {
    const points = settings.apiRatePerMinute * factors[counted]
    return new RateLimiterPostgres({
      storeClient: (payload.db as unknown as PostgresAdapter).pool,
      storeType: 'pool',
      tableName: requestCounts,
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: counted,
      points,
      duration: seconds,
      // Once it is over, this process refuses by itself: a flood costs the database nothing.
      inMemoryBlockOnConsumed: points + 1,
    })
  }
  return { key: make('key'), tenant: make('tenant'), user: make('user') }
}

const known = new WeakMap<Payload, Promise<Limiters>>()

const limitersOf = (payload: Payload): Promise<Limiters> => {
  const limiters = known.get(payload) ?? makeLimiters(payload, settingsOf(payload))
  known.set(payload, limiters)
  return limiters
}

const countersOf = ({ key, standing, id }: Caller): [Counted, string][] =>
  key === undefined
    ? [['user', String(id)]]
    : [
        ['key', String(key)],
        ...standing.roles.map(({ tenant }): [Counted, string] => ['tenant', String(tenant)]),
      ]

type Count = {
  counted: Counted
  points: number
  left: number
  resetSeconds: number
  isOver: boolean
}

/** Counts one request; undefined where it could not be counted, which stops nobody. */
const count = async (
  payload: Payload,
  counted: Counted,
  id: string,
): Promise<Count | undefined> => {
  const told = (
    points: number,
    { remainingPoints, msBeforeNext }: RateLimiterRes,
    isOver: boolean,
  ) => ({
    counted,
    points,
    left: isOver ? 0 : remainingPoints,
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    isOver,
  })
  try {
    const limiter = (await limitersOf(payload))[counted]
    return await limiter.consume(id).then(
      (result) => told(limiter.points, result, false),
      (refused: unknown) => {
        if (refused instanceof Error) throw refused
        return told(limiter.points, refused as RateLimiterRes, true)
      },
    )
  } catch (error) {
    payload.logger.error({
      err: error,
      msg: 'Requests could not be counted; they go on without a limit.',
    })
    return undefined
  }
}

const headersOf = ({ points, left, resetSeconds, isOver }: Count): Record<string, string> => ({
  'ratelimit-limit': String(points),
  'ratelimit-remaining': String(left),
  'ratelimit-reset': String(resetSeconds),
  'ratelimit-policy': `${points};w=${seconds}`,
  ...(isOver ? { 'retry-after': String(resetSeconds) } : {}),
})

/**
 * Counts a request of a caller, over all processes: of a key for itself and for its tenant, of a person for themselves.
 * `tell` gets the headers of the tighter count (`RateLimit-…`, after draft-ietf-httpapi-ratelimit-headers-07; seconds),
 * whatever comes. Where the counting itself fails the request goes on, and the fault is logged.
 *
 * @throws RATE_LIMITED
 */
export const limitRequests = async (args: {
  payload: Payload
  caller: Caller
  tell: (headers: Record<string, string>) => void
}): Promise<void> => {
  const { payload, caller, tell } = args
  let tightest: Count | undefined
  // One after the other: what a key has too much does not count for its tenant.
  for (const [counted, id] of countersOf(caller)) {
    const found = await count(payload, counted, id)
    if (found && (!tightest || found.isOver || found.left < tightest.left)) tightest = found
    if (found?.isOver) break
  }
  if (!tightest) return
  tell(headersOf(tightest))
  const { isOver, counted, points, resetSeconds } = tightest
  if (!isOver) return
  throw new DistributionError(
    'RATE_LIMITED',
    `${whose[counted]} made ${points} requests within a minute, and more are not taken. Wait ${resetSeconds} s, then go on; the header Retry-After says the same.`,
  )
}
