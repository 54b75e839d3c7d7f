import type { Steps } from '../steps.ts'
import type { Placement } from './placement.ts'
import type { Prepared } from './prepare.ts'
import { solveExact } from './solveExact.ts'
import { solveLarge } from './solveLarge.ts'

/** The best placement where it can be found in time, else a good one with its bounds. */
export function* solve(args: Prepared & { gap: number }): Steps<Placement> {
  return (yield* solveExact(args)) ?? (yield* solveLarge(args))
}
