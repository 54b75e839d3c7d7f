import type { ID } from '../id.ts'
import { isAtWork, nextAtWork, type WorkTime } from './workTime.ts'

/** Somebody who can be asked for a channel. */
export type Candidate = {
  id: ID
  name: string
  work: WorkTime
  /** Tasks that wait for them now. */
  open: number
  /** Tasks that they were given today. */
  today: number
  /** When their app was last heard of; null where it never was. */
  seenAt: Date | null
  /** Whether a phone of theirs takes pushes. */
  isReachable: boolean
  /** True where they were asked for this task before. */
  wasAsked: boolean
}

export type Choice =
  | { kind: 'agent'; id: ID; name: string; reason: string }
  /** `nextAt` is when the first of them is at work again; undefined where that is not known. */
  | { kind: 'nobody'; reason: string; nextAt: Date | undefined }

type Args = {
  /** In the order in which the channel names them. */
  candidates: readonly Candidate[]
  now: Date
  /** How an instant is told to a person. */
  tell: (at: Date) => string
}

/** Who was heard of within the hour is as good as here. */
const presentMs = 60 * 60_000

type Rule = { of: (one: Candidate, now: Date) => number; says: string }

/** From the weightiest on; of each the smallest number wins. */
const rules: Rule[] = [
  { of: (one) => (one.isReachable ? 0 : 1), says: 'the only one whose phone can be reached' },
  { of: (one) => one.open, says: 'fewest open tasks' },
  {
    of: (one, now) => (one.seenAt && now.getTime() - one.seenAt.getTime() <= presentMs ? 0 : 1),
    says: 'has had the app open within the hour',
  },
  { of: (one) => one.today, says: 'fewest tasks today' },
]

const among = (count: number): string => `of ${count} on this channel`

const nobody = (candidates: readonly Candidate[], { now, tell }: Args): Choice => {
  if (candidates.length === 0) {
    return {
      kind: 'nobody',
      nextAt: undefined,
      reason: 'This channel has no field agent who may still post for this client.',
    }
  }
  const fresh = candidates.filter((one) => !one.wasAsked)
  if (fresh.length === 0) {
    return {
      kind: 'nobody',
      nextAt: undefined,
      reason:
        candidates.length === 1
          ? `${candidates[0]?.name} is the only field agent on this channel.`
          : `All ${candidates.length} field agents of this channel were asked already.`,
    }
  }
  const [first] = fresh
    .flatMap((one) => {
      const at = nextAtWork(one.work, now)
      return at ? [{ name: one.name, at }] : []
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  return {
    kind: 'nobody',
    nextAt: first?.at,
    reason: first
      ? `Nobody ${among(candidates.length)} is at work now; ${first.name} is from ${tell(first.at)}.`
      : `Nobody ${among(candidates.length)} is at work this week.`,
  }
}

/**
 * Who is asked: of those at work who were not asked before, first who can be reached, then who has the fewest open
 * tasks, whose app is open, who had the fewest today, and last the one whom the channel names first.
 */
export const chooseAgent = (args: Args): Choice => {
  const { candidates, now } = args
  const able = candidates.filter((one) => !one.wasAsked && isAtWork(one.work, now))
  const [only] = able
  if (!only) return nobody(candidates, args)
  const total = candidates.length
  if (able.length === 1) {
    const says =
      total === 1
        ? 'the only field agent on this channel'
        : `the only one ${among(total)} who is at work and was not asked yet`
    return { kind: 'agent', id: only.id, name: only.name, reason: `${only.name}: ${says}` }
  }
  let left = able
  const decided: string[] = []
  for (const rule of rules) {
    const least = Math.min(...left.map((one) => rule.of(one, now)))
    const best = left.filter((one) => rule.of(one, now) === least)
    if (best.length < left.length) decided.push(rule.says)
    left = best
    if (left.length === 1) break
  }
  if (left.length > 1) decided.push('named first')
  const [best = only] = left
  const says = decided.join(', ')
  return {
    kind: 'agent',
    id: best.id,
    name: best.name,
    reason: `${best.name}: ${says} ${among(total)}`,
  }
}
