import type { RemoteState } from '../../channels/adapter.ts'
import type { PostizConnection } from '../../channels/postiz/index.ts'
import { type WholeReceipt, writeReceipts } from '../../model/receipts.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Loaded } from '../loadDelivery.ts'
import { lookAtDrafts } from '../lookAtDrafts.ts'
import { closingOf } from '../remoteCall.ts'
import { workerName } from '../workerName.ts'
import { type KeptDraft, keepDrafts } from './keepDrafts.ts'
import { type StagingResult, stagedElsewhere } from './staged.ts'
import type { InHand, Staging } from './staging.ts'

const judge = (found: RemoteState, draftAt: Date): StagingResult | undefined => {
  switch (found.kind) {
    case 'absent':
      return undefined
    case 'draft':
      return { kind: 'staged', draftId: found.draftId, draftAt }
    case 'unreachable': {
      const { code, message, retryAfterMs, answer } = found
      return { kind: 'retry', code, message, retryAfterMs, answer, isUnsure: true }
    }
    default:
      return { kind: 'gone_ahead', found }
  }
}

/**
 * Looks with one request for drafts of one tenant whose ids never arrived, under the instants under which they were
 * filed, and writes the ids of those that are there. Results are in the order of `loaded`; undefined where there is
 * none, so that a new one may be made under another instant: should the old one come all the same, it is swept away.
 */
const adoptDrafts = async (args: {
  connection: PostizConnection
  loaded: Loaded[]
  now: () => Date
}): Promise<(StagingResult | undefined)[]> => {
  const { connection, loaded, now } = args
  const [first] = loaded
  if (!first) return []
  const { db, tenant } = first
  const openedAt = now()
  const found = await lookAtDrafts(
    connection,
    loaded.map((one) => ({
      loaded: one,
      draft: { draftAt: one.row.draft_at as Date, draftId: one.row.draft_id },
    })),
  )
  const stateOf = ({ id }: DeliveryRow) => found.get(String(id)) as RemoteState
  const looks = loaded.map(
    ({ row }): WholeReceipt => ({
      delivery: row,
      action: 'look',
      by: workerName(),
      openedAt,
      closing: closingOf(stateOf(row)),
    }),
  )
  await writeReceipts({ db, receipts: looks })
  const results = loaded.map(({ row }) => judge(stateOf(row), row.draft_at as Date))
  const drafts = results.flatMap((result, index): KeptDraft[] => {
    const row = loaded[index]?.row
    return row && result?.kind === 'staged' ? [{ ...result, row }] : []
  })
  const kept = await keepDrafts({ db, tenant: tenant.id, drafts })
  return results.map((result, index) =>
    result?.kind === 'staged' && !kept.has(String(loaded[index]?.row.id))
      ? stagedElsewhere
      : result,
  )
}

/** As above for deliveries in hand: settles those whose drafts are there though nobody said so; gives back the others. */
export const adopt = async <One extends InHand>(
  inHand: One[],
  { connection, now }: Staging,
): Promise<One[]> => {
  const results = await adoptDrafts({ connection, loaded: inHand.map((one) => one.loaded), now })
  return inHand.filter((one, index) => {
    const result = results[index]
    if (result) one.settle(result)
    return result === undefined
  })
}
