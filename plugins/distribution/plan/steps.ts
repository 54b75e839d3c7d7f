/**
 * Long work, cut into short steps: whoever does it may do something else between two of them. What comes out is the same
 * however the steps are taken.
 */
export type Steps<Result> = Generator<void, Result>

/** Takes all steps at once. */
export const takeAll = <Result>(steps: Steps<Result>): Result => {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}
