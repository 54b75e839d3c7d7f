import type { Steps } from '../steps.ts'
import type { Placement } from './placement.ts'
import {
  cappedSpans,
  leastGapOf,
  type Prepared,
  prepare,
  sameContentSpans,
  takenSpans,
} from './prepare.ts'
import type { SpreadAccount, SpreadProblem, SpreadReason } from './problem.ts'
import { solveLarge } from './solveLarge.ts'
import { cutSpans, findSpan, joinSpans, nextIn, type Spans } from './spans.ts'
import { tellLength } from './tellLength.ts'

type Args = { problem: SpreadProblem; prepared: Prepared; placement: Placement }

const accountsHave = (many: number): string =>
  many === 1 ? '1 account has' : `${many} accounts have`

/** How many posts there is room for, whatever the accounts. */
const roomIn = (common: Spans, gap: number): number => {
  let room = 0
  let at = nextIn(common, Number.NEGATIVE_INFINITY)
  while (at < Number.POSITIVE_INFINITY) {
    // All that fits in this span at once: it may be long, and the gap short.
    const end = common[findSpan(common, at) + 1] as number
    const more = Math.floor((end - at) / gap)
    room += more + 1
    at = nextIn(common, at + (more + 1) * gap)
  }
  return room
}

type Blocked = Pick<SpreadReason, 'code' | 'until'>

type ExplainArgs = {
  problem: SpreadProblem
  window: Spans
  /** Whether its blackout hours take the window by themselves, and whether the same content of other plans does. */
  isBlackedOut: boolean
  isSameNear: boolean
}

/** Why an account has no moment in the window: the first rule that takes all of it by itself, else all of them together. */
const explain = (account: SpreadAccount, args: ExplainArgs): Blocked => {
  const { problem, window, isBlackedOut, isSameNear } = args
  if (isBlackedOut) return { code: 'BLACKED_OUT' }
  if (isSameNear) return { code: 'SAME_CONTENT_NEAR' }
  const capped = cappedSpans(account.taken, account.caps)
  if (cutSpans(window, capped).length === 0) {
    const until = nextIn(
      cutSpans([problem.window.from, Number.MAX_SAFE_INTEGER], capped),
      problem.window.from,
    )
    return Number.isFinite(until) ? { code: 'CAP_FULL', until } : { code: 'CAP_FULL' }
  }
  if (cutSpans(window, takenSpans(account, problem.gapMs)).length === 0) {
    return { code: 'GAP_TO_TAKEN' }
  }
  return { code: 'NO_TIME_LEFT' }
}

const tellBlocked = ({ code, until }: Blocked, many: number, problem: SpreadProblem): string => {
  const have = accountsHave(many)
  switch (code) {
    case 'BLACKED_OUT':
      return `${have} blackout hours over the whole window.`
    case 'CAP_FULL':
      return `${have} no room under the cap for posts${until === undefined ? '' : ` until ${new Date(until).toISOString()}`}.`
    case 'SAME_CONTENT_NEAR':
      return `Other plans with the same content leave no moment of the window free: ${tellLength(problem.sameContentMs)} before and after each of their posts.`
    case 'GAP_TO_TAKEN':
      return `${have} another post within ${tellLength(Math.max(1, problem.gapMs.min))} of every moment of the window.`
    default:
      return `${have} no moment left in the window: blackout hours, caps, other posts and the same content of other plans take it together.`
  }
}

function* findBlocked({ problem, prepared }: Args): Steps<SpreadReason[]> {
  const none = new Set(
    prepared.places.filter(({ allowed }) => allowed.length === 0).map(({ id }) => id),
  )
  const blocked = problem.accounts.filter(({ id }) => none.has(id))
  const byHours = yield* prepare({
    ...problem,
    accounts: blocked.map((account) => ({ ...account, taken: [], caps: [] })),
    sameContentAt: [],
    awayFrom: [],
  })
  const closed = new Set(
    byHours.places.filter(({ allowed }) => allowed.length === 0).map(({ id }) => id),
  )
  const window = joinSpans([[problem.window.from, problem.window.to]])
  const isSameNear = cutSpans(window, sameContentSpans(problem)).length === 0
  const found: (Blocked & { id: string })[] = []
  for (const account of blocked) {
    yield
    const { id } = account
    const isBlackedOut = closed.has(id)
    found.push({ id, ...explain(account, { problem, window, isBlackedOut, isSameNear }) })
  }
  return [...Map.groupBy(found, ({ code, until }) => `${code} ${until ?? ''}`).values()].map(
    (same) => {
      const { code, until } = same[0] as (typeof same)[number]
      return {
        code,
        message: tellBlocked({ code, until }, same.length, problem),
        accounts: same.map(({ id }) => id).sort(),
        ...(until !== undefined && { until }),
      }
    },
  )
}

/** What stands in the way, with its figures: of single accounts, of the window as a whole, and of accounts that share hours. */
export function* findReasons(args: Args): Steps<SpreadReason[]> {
  const { problem, prepared, placement } = args
  const reasons = yield* findBlocked(args)
  const { from, to } = problem.window
  const gap = leastGapOf(problem)
  const open = prepared.places.filter(({ allowed }) => allowed.length > 0).length
  const room = roomIn(prepared.common, gap)
  if (room < open) {
    const all = roomIn(joinSpans([[from, to]]), gap)
    const [span, least] = [tellLength(Math.max(0, to - from)), tellLength(gap)]
    const isOthers = all >= open
    const message = isOthers
      ? `Other plans with the same content leave room for ${room} of ${open} posts in ${span} at ${least}; without them ${all} would fit.`
      : `In ${span} at ${least} there is room for ${room} of ${open} posts.`
    const code = isOthers ? 'SAME_CONTENT_NEAR' : 'WINDOW_TOO_SHORT'
    return [...reasons, { code, message, accounts: [] }]
  }
  if (placement.items.length === open) return reasons
  const crowd = placement.crowd ?? (yield* solveLarge({ ...prepared, gap })).crowd
  const fitting = new Set(placement.items.map(({ place }) => place))
  const missing = [...prepared.places.keys()].filter(
    (place) => !fitting.has(place) && (prepared.places[place]?.allowed.length ?? 0) > 0,
  )
  const message = crowd
    ? `${crowd.places.length} accounts have time only in the same hours, which hold ${crowd.holds} posts at ${tellLength(gap)}.`
    : `The hours that the accounts have cannot all be kept ${tellLength(gap)} apart: ${placement.items.length} of ${open} have room together${placement.atMost < open ? ', and no order has more' : ''}.`
  const accounts = (crowd?.places ?? missing)
    .map((place) => prepared.places[place]?.id ?? '')
    .sort()
  return [...reasons, { code: 'TOO_MANY_AT_ONCE', message, accounts }]
}
