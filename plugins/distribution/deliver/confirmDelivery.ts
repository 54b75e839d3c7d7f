import type { Payload } from 'payload'
import type { RemoteState } from '../channels/adapter.ts'
import type { ID } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { reasons } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { judgeEnd, whatPostizReports } from './judgeEnd.ts'
import { loadDelivery } from './loadDelivery.ts'
import { look, lookAgain } from './lookAgain.ts'
import { type Move, settle } from './settle.ts'

type Args = { payload: Payload; tenant: ID; id: ID; now: () => Date }

/** An error that Postiz reports may still turn into a publication while it tries by itself; this long it is watched. */
const errorSettlesMs = 120_000

/** Asks Postiz what became of a delivery that it took. */
export const confirmDelivery = async (args: Args): Promise<void> => {
  const loaded = await loadDelivery({ ...args, states: ['submitted'] })
  if (!loaded) return
  const { row, connection } = loaded
  if (!connection || !row.draft_at) {
    await lookAgain(
      loaded,
      args.now(),
      'Postiz is not connected, so we cannot ask what became of it.',
    )
    return
  }
  const found = await look(loaded)
  const move = judgeConfirmation(found, row, args.now())
  if (move) await settle({ payload: args.payload, row, now: args.now(), move })
  else await lookAgain(loaded, args.now())
}

/** What a confirmed delivery becomes; undefined where it is still open. */
const judgeConfirmation = (found: RemoteState, row: DeliveryRow, now: Date): Move | undefined => {
  const ended = judgeEnd(found)
  if (ended) return ended
  switch (found.kind) {
    case 'error': {
      const age = now.getTime() - (row.executed_at ?? now).getTime()
      return age < errorSettlesMs ? undefined : personMove(whatPostizReports(found), now)
    }
    case 'absent':
      return personMove('It was deleted in Postiz while it was being published.', now)
    case 'draft':
      return personMove('Somebody turned it back into a draft in Postiz.', now)
    default:
      return undefined
  }
}

/** Nobody but a person can find out what became of it. */
const personMove = (sentence: string, now: Date): Move => ({
  to: 'unknown',
  reason: { code: reasons.needsPerson.code, message: `${sentence} ${reasons.needsPerson.message}` },
  set: { wakeAt: null, deadlineAt: after(now, patience.person) },
})
