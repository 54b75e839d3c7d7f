import type { SpreadProblem } from '../../plan/spread/index.ts'
import type { Steps } from '../../plan/steps.ts'

type Room = Pick<SpreadProblem, 'sameContentAt' | 'awayFrom' | 'accounts'>

const areSame = (one: readonly number[], other: readonly number[]): boolean => {
  if (one.length !== other.length) return false
  const sorted = other.toSorted((a, b) => a - b)
  return one.toSorted((a, b) => a - b).every((at, index) => at === sorted[index])
}

/** Whether two readings of one problem found the same: what is taken on each account and when others say the same, in any order. */
export function* isSameRoom(one: Room, other: Room): Steps<boolean> {
  const instantsOf = ({ awayFrom = [] }: Room) =>
    awayFrom.flatMap(({ at, ms }) => [at - ms, at + ms])
  if (!areSame(one.sameContentAt, other.sameContentAt)) return false
  if (!areSame(instantsOf(one), instantsOf(other))) return false
  const taken = new Map(other.accounts.map((account) => [account.id, account.taken]))
  for (const [index, account] of one.accounts.entries()) {
    if (index % 64 === 0) yield
    if (!areSame(account.taken, taken.get(account.id) ?? [])) return false
  }
  return true
}
