import type { SpreadProblem } from '../../plugins/distribution/plan/spread/index.ts'

/**
 * What is done without solving anything, for comparison: the accounts as they come, at even distances with some chance, as
 * wide as the window has them but no nearer than the least gap, and whatever is left over in the window's last moment.
 */
export const spaceEvenly = ({
  window,
  gapMs,
  accounts,
}: SpreadProblem): { id: string; at: number }[] => {
  const even = (window.to - window.from) / Math.max(1, accounts.length - 1)
  const gap = Math.min(gapMs.max, Math.max(gapMs.min, even))
  return accounts.map(({ id }, index) => ({
    id,
    at: Math.min(window.to, Math.floor(window.from + index * gap)),
  }))
}
