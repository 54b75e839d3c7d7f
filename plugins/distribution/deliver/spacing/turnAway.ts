import type { Payload } from 'payload'
import { longestGapMs } from '../../contents/longestGap.ts'
import { readSameContent } from '../../contents/readSameContent.ts'
import type { Db, ID } from '../../model/database.ts'
import { after, fireAt, patience } from '../../model/deadlines.ts'
import { findSpacedTurn } from '../../plan/content/findSpacedTurn.ts'
import { roomFor } from '../../plan/content/judgeSpacing.ts'
import { applyMoves, type Move } from '../applyMoves.ts'
import { attemptsBefore } from '../fire/waitForBudget.ts'
import type { Loaded } from '../loadDelivery.ts'
import { tellSpacing, tellTooLate } from './tellSpacing.ts'

/** A delivery that comes too close to another one. Instants in ms since 1970. */
export type TurnedAway = {
  loaded: Loaded
  content: string
  gapMs: number
  earliest: number
  /** What its account is called, and when it got the content; undefined where it is just getting it. */
  beside: { name: string | null; endedAt: number | undefined }
}

/** Its own wish for distance, where it has one. */
type Planned = { at: number; isNetwork: boolean; gapMs: number }

const minute = 60_000

const latestOf = ({ row, tenant }: Loaded): Date =>
  after(row.scheduled_at, tenant.graceMinutes * minute)

/** When others of each content are to go, from the earliest turn that is looked for to the latest that helps. */
const readPlanned = async (
  db: Db,
  tenant: ID,
  away: TurnedAway[],
): Promise<Map<string, Planned[]>> => {
  const planned = new Map<string, Planned[]>()
  for (const [content, some] of Map.groupBy(away, (one) => one.content)) {
    const from = Math.min(
      ...some.map(({ loaded, earliest }) => Math.min(+fireAt(loaded.row), earliest)),
    )
    const to = Math.max(
      ...some.map(({ loaded, earliest }) => Math.max(+latestOf(loaded), earliest)),
    )
    const found = await readSameContent({
      db,
      tenant,
      of: { content },
      from: new Date(from - longestGapMs),
      to: new Date(to + longestGapMs),
    })
    planned.set(
      content,
      found.flatMap(({ at, isPlanned, isNetwork, gapMs }) =>
        isPlanned ? { at: +at, isNetwork, gapMs } : [],
      ),
    )
  }
  return planned
}

const moveTo = (one: TurnedAway, at: Date, now: Date): Move => {
  const { row, tenant } = one.loaded
  const { graceMinutes, timezone } = tenant
  const { name: beside, endedAt } = one.beside
  const told = { beside, went: endedAt === undefined ? undefined : new Date(endedAt), at, timezone }
  const deadlineAt = after(at, patience.held)
  return {
    to: 'scheduled',
    reason: tellSpacing(told),
    // To be turned away is no attempt.
    set: {
      attempt: attemptsBefore(row),
      nextAttemptAt: at,
      wakeAt: at,
      deadlineAt,
      leaseUntil: null,
    },
    ...(at > latestOf(one.loaded)
      ? {
          next: {
            to: 'held',
            reason: tellTooLate({ ...told, graceMinutes }),
            set: { nextAttemptAt: null, wakeAt: null, deadlineAt: after(now, patience.held) },
          },
        }
      : {}),
  }
}

/**
 * Sends deliveries back to wait, each for a turn of its own, in the transaction that holds their contents: so whoever is
 * turned away next finds the turns that were given. One whose turn would come later than it may go out by itself asks a
 * person.
 */
export const turnAway = async (args: {
  payload: Payload
  db: Db
  tenant: ID
  away: TurnedAway[]
  now: Date
}): Promise<void> => {
  const { payload, db, tenant, away, now } = args
  if (away.length === 0) return
  const planned = await readPlanned(db, tenant, away)
  const endings = away.map((one) => {
    const { loaded, content, earliest, gapMs } = one
    const others = planned.get(content) ?? []
    const isNetwork = loaded.spacing?.isNetwork === true
    const at = findSpacedTurn({
      wanted: fireAt(loaded.row).getTime(),
      earliest,
      planned: others.flatMap((other) => {
        const ms = Math.max(gapMs, other.gapMs)
        return isNetwork || other.isNetwork ? { at: other.at, gapMs: ms + roomFor(ms) } : []
      }),
    })
    if (at <= latestOf(loaded).getTime()) others.push({ at, isNetwork, gapMs })
    return { row: loaded.row, move: moveTo(one, new Date(Math.ceil(at)), now) }
  })
  await applyMoves({ payload, db, now, endings })
}
