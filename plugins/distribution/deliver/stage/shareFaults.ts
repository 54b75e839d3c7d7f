import type { Outcome } from '../../channels/adapter.ts'
import { isOfTheWay } from '../../channels/postiz/index.ts'

type Fault = Extract<Outcome, { kind: 'retry' | 'failed' }>

/** Failures that are the organisation's, not the delivery's: the next one would meet the same. */
const commonFaults = new Set([
  'POSTIZ_RATE_LIMITED',
  'POSTIZ_BUDGET_SPENT',
  'POSTIZ_UNREACHABLE',
  'POSTIZ_TIMEOUT',
  'POSTIZ_GATEWAY_TIMEOUT',
])

/** A guard before Postiz may have been offended by one post alone. */
const isCommon = (code: string): boolean =>
  commonFaults.has(code) || (isOfTheWay(code) && code !== 'POSTIZ_FORBIDDEN')

/** After so many failures of one kind in a row, that kind too is taken for the organisation's. */
const mostAlike = 8

/** After so many posts that were refused one by one with the same words, nobody looks for those that would not be. */
const mostRefused = 4

export type SharedFaults = {
  /** What all that still wait share, where Postiz itself fails. */
  shared: () => Fault | undefined
  learn: (fault: Fault) => void
  /** A post was sent alone, and refused: where that goes on, it is not about the posts, and each costs a counted request. */
  refuse: (fault: Pick<Fault, 'code' | 'message' | 'answer'>) => void
  /** Something went well: what failed before it was no fault of the organisation. */
  relieve: () => void
}

/** Where Postiz itself fails, those that still wait are not tried too: they share the failure and its wait. */
export const shareFaults = (): SharedFaults => {
  let shared: Fault | undefined
  let alike = { code: '', count: 0 }
  let refused = { message: '', count: 0 }
  return {
    shared: () => shared,
    learn: (fault) => {
      const { code, kind } = fault
      alike = { code, count: alike.code === code ? alike.count + 1 : 1 }
      if (isCommon(code) || (kind === 'retry' && alike.count >= mostAlike)) shared = fault
    },
    refuse: ({ code, message, answer }) => {
      refused = { message, count: refused.message === message ? refused.count + 1 : 1 }
      if (refused.count < mostRefused) return
      const all = `Postiz refuses one post after another with the same words, so the others wait. ${message}`
      shared = { kind: 'retry', code, message: all, answer }
    },
    relieve: () => {
      alike = { code: '', count: 0 }
      refused = { message: '', count: 0 }
    },
  }
}
