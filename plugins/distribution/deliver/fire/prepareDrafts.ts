import type { Outcome } from '../../channels/adapter.ts'
import type { PostizConnection } from '../../channels/postiz/index.ts'
import { fitsItsTime } from '../../model/draftTime.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import { judgeFound } from '../follow/judgeFound.ts'
import { isDoubtful } from '../follow/resolveDoubt.ts'
import type { Loaded } from '../loadDelivery.ts'
import { sayAsStaged } from '../stage/sayAsStaged.ts'
import type { Staged, StagingResult } from '../stage/staged.ts'
import { stageTogether } from '../stage/stageTogether.ts'

/** The draft of a delivery that may be fired as it stands; undefined where there is something to be done first. */
export const standingDraft = (row: DeliveryRow, now: Date): Staged | undefined => {
  const { draft_state: state, draft_id: draftId, draft_at: draftAt } = row
  if (state !== 'staged' || !draftId || !draftAt || isDoubtful(row)) return undefined
  return fitsItsTime(row, draftAt, now) ? { kind: 'staged', draftId, draftAt } : undefined
}

const toOutcome = async (loaded: Loaded, result: StagingResult): Promise<Staged | Outcome> => {
  if (result.kind !== 'gone_ahead') return result
  await sayAsStaged(loaded)
  return judgeFound(result.found)
}

/**
 * Makes sure of the drafts of deliveries of one tenant that are due. One that stands costs nothing; the others are
 * staged together, and each may go on as soon as its own draft is there. Results are in the order of `due`.
 */
export const prepareDrafts = (args: {
  due: Loaded[]
  connection: PostizConnection
  now: () => Date
}): Promise<Staged | Outcome>[] => {
  const { due, connection, now } = args
  const at = now()
  const standing = new Map(due.map((loaded) => [loaded, standingDraft(loaded.row, at)]))
  const missing = due.filter((loaded) => !standing.get(loaded))
  const staged = stageTogether({ loaded: missing, connection, now, isUrgent: true })
  const results = new Map(missing.map((loaded, index) => [loaded, staged[index]]))
  return due.map(async (loaded) => {
    const draft = standing.get(loaded)
    return draft ?? toOutcome(loaded, (await results.get(loaded)) as StagingResult)
  })
}
