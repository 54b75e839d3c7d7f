import type { Outcome, RemoteState } from '../../channels/adapter.ts'
import type { PostizConnection } from '../../channels/postiz/index.ts'
import { type ID, poolOf } from '../../model/database.ts'
import { after, fireAt, later } from '../../model/deadlines.ts'
import { writeReceipts } from '../../model/receipts.ts'
import { beginPermitted } from '../entitle/beginPermitted.ts'
import { judgeFound } from '../follow/judgeFound.ts'
import type { Loaded } from '../loadDelivery.ts'
import { closingOf } from '../remoteCall.ts'
import type { Staged } from '../stage/staged.ts'
import { workerName } from '../workerName.ts'
import { lookBeforeFiring } from './lookBeforeFiring.ts'

export type Ready = {
  loaded: Loaded
  draft: Staged
  /** What a look of just now said of the draft, where there was one. */
  seen?: RemoteState
}

/**
 * `begun`: the receipt stands and the draft may be fired until `until`. `seen`: it must not, for what Postiz says of
 * it, or for its entitlement. `lost`: the row is somebody else's by now, or waits for its turn.
 */
export type Begun =
  | { kind: 'begun'; receipt: ID; until: Date }
  | { kind: 'seen'; outcome: Outcome }
  | { kind: 'lost' }

type Args = { ready: Ready[]; connection: PostizConnection; now: () => Date; signal?: AbortSignal }

/** What a call may take besides its time-out, in milliseconds. */
const reserveMs = 20_000

const interrupted: Outcome = {
  kind: 'retry',
  code: 'INTERRUPTED',
  message: 'The worker lost its job before anything was sent.',
  answer: {},
}

/**
 * Reads where drafts of one tenant stand, with one request for those that were not looked at just now, and opens the
 * receipts of those that are to be fired: what a person has switched on or deleted in Postiz meanwhile is not. Results are
 * in the order of `ready`.
 */
export const beginFiring = async (args: Args): Promise<Begun[]> => {
  const { ready, signal } = args
  const [first] = ready
  if (!first) return []
  const { payload, settings, tenant } = first.loaded
  const db = poolOf(payload)
  const openedAt = args.now()
  const unseen = ready.filter((one) => one.seen === undefined)
  const looked = await lookBeforeFiring({
    connection: args.connection,
    drafts: unseen,
    now: args.now,
  })
  const seen = ready.map(({ loaded, draft, seen: before }) => {
    const state = before ?? (looked.get(String(loaded.row.id)) as RemoteState)
    const isOurs = state.kind === 'draft' && state.draftId === draft.draftId
    return { loaded, state, isOurs }
  })
  await writeReceipts({
    db,
    receipts: seen.flatMap(({ loaded, state, isOurs }) =>
      isOurs
        ? []
        : {
            delivery: loaded.row,
            action: 'look' as const,
            by: workerName(),
            openedAt,
            closing: closingOf(state),
          },
    ),
  })
  if (signal?.aborted) return ready.map(() => ({ kind: 'seen', outcome: interrupted }))
  const ours = seen.flatMap(({ loaded, isOurs }) => (isOurs ? { loaded } : []))
  const now = args.now()
  // Some are due within the second; each has its whole time from then on.
  const last = ours.map(({ loaded }) => fireAt(loaded.row)).reduce(later, now)
  const until = after(last, settings.postizTimeoutMs + reserveMs)
  const { receipts, denials } = await beginPermitted({
    payload,
    tenant: tenant.id,
    leaving: ours,
    by: workerName(),
    now: args.now,
    leaseUntil: until,
  })
  return seen.map(({ loaded, state, isOurs }): Begun => {
    if (!isOurs) return { kind: 'seen', outcome: judgeFound(state) }
    const denial = denials.get(String(loaded.row.id))
    if (denial) return { kind: 'seen', outcome: { kind: 'failed', ...denial, answer: {} } }
    const receipt = receipts.get(String(loaded.row.id))
    return receipt === undefined ? { kind: 'lost' } : { kind: 'begun', receipt, until }
  })
}
