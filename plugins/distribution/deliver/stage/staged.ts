import type { Outcome, RemoteState } from '../../channels/adapter.ts'

/** A delivery's draft at Postiz, with the instant under which it is filed. */
export type Staged = { kind: 'staged'; draftId: string; draftAt: Date }

type Retry = Extract<Outcome, { kind: 'retry' }>

/**
 * How staging ended.
 * - `gone_ahead`: what was staged earlier is not a draft any more
 * - `retry` with `isUnsure`: the draft may exist, and is looked for before another one is made
 */
export type StagingResult =
  | Staged
  | { kind: 'gone_ahead'; found: RemoteState }
  | (Retry & { isUnsure?: boolean })
  | Extract<Outcome, { kind: 'failed' }>

export const stagedElsewhere: Retry = {
  kind: 'retry',
  code: 'STAGED_ELSEWHERE',
  message: 'Another worker is preparing it.',
  answer: {},
}
