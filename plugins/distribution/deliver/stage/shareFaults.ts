import type { Outcome } from '../../channels/adapter.ts'

type Fault = Extract<Outcome, { kind: 'retry' | 'failed' }>

/** Failures that are the organisation's, not the delivery's: the next one would meet the same. */
const commonFaults = new Set([
  'POSTIZ_RATE_LIMITED',
  'POSTIZ_BUDGET_SPENT',
  'POSTIZ_UNREACHABLE',
  'POSTIZ_TIMEOUT',
  'POSTIZ_GATEWAY_TIMEOUT',
  'POSTIZ_KEY_REFUSED',
])

/** After so many failures of one kind in a row, that kind too is taken for the organisation's. */
const mostAlike = 8

export type SharedFaults = {
  /** What all that still wait share, where Postiz itself fails. */
  shared: () => Fault | undefined
  learn: (fault: Fault) => void
  /** Something went well: what failed before it was no fault of the organisation. */
  relieve: () => void
}

/** Where Postiz itself fails, those that still wait are not tried too: they share the failure and its wait. */
export const shareFaults = (): SharedFaults => {
  let shared: Fault | undefined
  let alike = { code: '', count: 0 }
  return {
    shared: () => shared,
    learn: (fault) => {
      const { code, kind } = fault
      alike = { code, count: alike.code === code ? alike.count + 1 : 1 }
      if (commonFaults.has(code) || (kind === 'retry' && alike.count >= mostAlike)) shared = fault
    },
    relieve: () => {
      alike = { code: '', count: 0 }
    },
  }
}
