import type { PostizConnection } from '../../channels/postiz/index.ts'
import { fitsItsTime } from '../../model/draftTime.ts'
import { isDoubtful, resolveDoubt } from '../follow/resolveDoubt.ts'
import { sideBySide } from '../sideBySide.ts'
import { adopt } from './adoptDrafts.ts'
import { sweepOldDraft } from './oldDraft.ts'
import type { Staged } from './staged.ts'
import { failing, type InHand, type Staging } from './staging.ts'

/** How many old drafts of one organisation are looked into at a time. */
const mostAtOnce = 8

type Old = 'none' | 'standing' | 'lost' | 'wrong'

/** What a delivery has already: nothing, a draft to use, one whose id never arrived, or one to get out of the way. */
const oldDraftOf = ({ loaded: { row } }: InHand, now: Date): Old => {
  const { draft_state: state, draft_at: draftAt, draft_id: draftId } = row
  if (state === 'none' || !draftAt) return 'none'
  if (state === 'dirty' || !fitsItsTime(row, draftAt, now)) return 'wrong'
  return state === 'staged' && draftId ? 'standing' : 'lost'
}

/** Clears up what is doubtful after a restore; gives back the delivery as it is then, where it goes on. */
const settleDoubt = async (one: InHand, connection: PostizConnection): Promise<InHand[]> => {
  if (!isDoubtful(one.loaded.row)) return [one]
  const doubt = await resolveDoubt(one.loaded, connection)
  if (doubt.kind === 'resolved') return [{ ...one, loaded: { ...one.loaded, row: doubt.row } }]
  one.settle(doubt)
  return []
}

const takeAway = async (one: InHand, { connection, now }: Staging): Promise<InHand[]> => {
  const old = await sweepOldDraft(one.loaded, connection, now())
  if (old.kind === 'absent') return [one]
  if (old.kind === 'draft') one.settle({ ...old, kind: 'staged' })
  else one.settle(old)
  return []
}

/**
 * Settles the deliveries of one tenant that have a draft already, or of which another must not be made; gives back
 * those that need a new one.
 */
export const clearOldDrafts = async (inHand: InHand[], staging: Staging): Promise<InHand[]> => {
  const { connection, now } = staging
  const oneOfSome = sideBySide(mostAtOnce)
  const certain = await Promise.all(
    inHand.map((one) => oneOfSome(() => failing([one], () => settleDoubt(one, connection)))),
  )
  const groups = Map.groupBy(certain.flat(), (one) => oldDraftOf(one, now()))
  for (const { loaded, settle } of groups.get('standing') ?? []) {
    const { draft_id: draftId, draft_at: draftAt } = loaded.row
    settle({ kind: 'staged', draftId, draftAt } as Staged)
  }
  const lost = groups.get('lost') ?? []
  const unfound = await failing(lost, () => adopt(lost, staging))
  const cleared = await Promise.all(
    (groups.get('wrong') ?? []).map((one) =>
      oneOfSome(() => failing([one], () => takeAway(one, staging))),
    ),
  )
  return [...(groups.get('none') ?? []), ...unfound, ...cleared.flat()]
}
