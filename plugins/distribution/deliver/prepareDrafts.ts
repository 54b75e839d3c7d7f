import type { Outcome } from '../channels/adapter.ts'
import type { PostizConnection } from '../channels/postiz/index.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { fitsItsTime } from './fileDraft.ts'
import { judgeFound } from './judgeFound.ts'
import type { Loaded } from './loadDelivery.ts'
import { isMediaGone } from './readContent.ts'
import { isDoubtful } from './resolveDoubt.ts'
import { sideBySide } from './sideBySide.ts'
import { type Staged, stageDelivery } from './stageDelivery.ts'

/** How many deliveries of one organisation are staged at a time when they are due already. */
const mostAtOnce = 8

/** Failures that are the organisation's, not the delivery's: the next one would meet the same. */
const commonFaults = new Set([
  'POSTIZ_RATE_LIMITED',
  'POSTIZ_UNREACHABLE',
  'POSTIZ_TIMEOUT',
  'POSTIZ_GATEWAY_TIMEOUT',
  'POSTIZ_KEY_REFUSED',
])

/** After so many failures of one kind in a row, that kind too is taken for the organisation's. */
const mostAlike = 8

/** The draft of a delivery that may be fired as it stands; undefined where there is something to be done first. */
export const standingDraft = (row: DeliveryRow, now: Date): Staged | undefined => {
  const { draft_state: state, draft_id: draftId, draft_at: draftAt } = row
  if (state !== 'staged' || !draftId || !draftAt || isDoubtful(row)) return undefined
  return fitsItsTime(row, draftAt, now) ? { kind: 'staged', draftId, draftAt } : undefined
}

/**
 * Makes sure of the drafts of deliveries that are due. One that stands costs nothing; the others are staged some at a
 * time. Where Postiz itself fails, those that still wait are not tried too: they share the failure and its wait.
 */
export const prepareDrafts = (args: {
  connection: PostizConnection
  now: () => Date
}): ((loaded: Loaded) => Promise<Staged | Outcome>) => {
  const { connection } = args
  const oneOfSome = sideBySide(mostAtOnce)
  let shared: Outcome | undefined
  let alike = { code: '', count: 0 }

  const learn = (failure: Extract<Outcome, { code: string }>): void => {
    const { code } = failure
    alike = { code, count: alike.code === code ? alike.count + 1 : 1 }
    const isPassing = failure.kind === 'retry'
    if (commonFaults.has(code) || (isPassing && alike.count >= mostAlike)) shared = failure
  }

  const stage = async (loaded: Loaded): Promise<Staged | Outcome> => {
    if (shared) return shared
    try {
      const staged = await stageDelivery(loaded, connection, args.now())
      if (staged.kind === 'gone_ahead') return judgeFound(staged.found)
      if (staged.kind === 'staged') alike = { code: '', count: 0 }
      else learn(staged)
      return staged
    } catch (error) {
      if (!isMediaGone(error)) throw error
      return { kind: 'failed', code: error.code, message: error.message, answer: {} }
    }
  }

  return async (loaded) => standingDraft(loaded.row, args.now()) ?? oneOfSome(() => stage(loaded))
}
