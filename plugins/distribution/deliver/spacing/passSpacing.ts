import type { Payload } from 'payload'
import { lockForDeparture } from '../../contents/lockForDeparture.ts'
import { noteContent } from '../../contents/noteContent.ts'
import type { Departure } from '../../contents/noteEffects.ts'
import { type KnownEffect, readEffects } from '../../contents/readEffects.ts'
import type { Db, ID } from '../../model/database.ts'
import { fireAt } from '../../model/deadlines.ts'
import { hasBegunMailing } from '../../model/mails.ts'
import { judgeSpacing, type Leaving } from '../../plan/content/judgeSpacing.ts'
import type { Loaded } from '../loadDelivery.ts'
import { type TurnedAway, turnAway } from './turnAway.ts'

type Args = { payload: Payload; db: Db; tenant: ID; loaded: Loaded[]; now: () => Date }

/** A delivery that may go, and what is written down of it then. */
type Passing = { loaded: Loaded; departure?: Omit<Departure, 'receipt'> }

/** Whether a delivery is kept apart from others with the same content. All others pass unseen. */
export const isKeptApart = ({ spacing }: Loaded): boolean => spacing !== undefined

/** Contents that were forgotten, or never written down, are written down before any is held. */
const noteForgotten = async ({ payload, db, tenant }: Args, apart: Loaded[]): Promise<void> => {
  const forgotten = apart.filter(({ spacing }) => spacing?.content === null)
  for (const plan of new Set(forgotten.map(({ row }) => row.plan_id))) {
    await noteContent({ payload, db, tenant, plan })
  }
}

const toLeaving = ({ row, spacing, settings }: Loaded, now: number): Leaving => ({
  channel: String(row.channel_id),
  delivery: String(row.id),
  isNetwork: spacing?.isNetwork === true,
  gapMs: Math.max(spacing?.gapMs ?? 0, settings.sameContentMinutes * 60_000),
  goesAt: Math.max(fireAt(row).getTime(), now),
})

/** A mailing of which a part has gone out goes on: it is one and the same message, and counts from when it began. */
const goesOn = async (db: Db, { row }: Loaded): Promise<boolean> =>
  row.kind === 'email' && (await hasBegunMailing({ db, delivery: row }))

const inTheirOrder = (loaded: Loaded[]): Loaded[] =>
  loaded.toSorted(
    (a, b) =>
      fireAt(a.row).getTime() - fireAt(b.row).getTime() ||
      a.row.scheduled_at.getTime() - b.row.scheduled_at.getTime() ||
      (String(a.row.id) < String(b.row.id) ? -1 : 1),
  )

/**
 * Which of these taken deliveries may make their call, in the transaction that opens their receipts: the same content is
 * never on two accounts within the gap, where a network plan brings it. Whoever comes too close goes back to wait for a
 * turn of its own.
 *
 * Cannot go wrong between two workers: each holds the contents of its deliveries until its receipts stand, so the second
 * one sees what the first has begun. Those of one job count for one another, too.
 */
export const passSpacing = async (args: Args): Promise<Passing[]> => {
  const { db, tenant } = args
  const apart = args.loaded.filter(isKeptApart)
  const free = args.loaded.filter((one) => !isKeptApart(one)).map((loaded) => ({ loaded }))
  if (apart.length === 0) return free
  await noteForgotten(args, apart)
  const contents = await lockForDeparture({
    db,
    tenant,
    plans: apart.map(({ row }) => row.plan_id),
    isAlone: apart.some(({ spacing }) => spacing?.isNetwork),
  })
  const known = await readEffects({ db, tenant, contents: [...contents.values()], now: args.now })
  const now = args.now()
  const passing: Passing[] = []
  const away: TurnedAway[] = []
  for (const loaded of inTheirOrder(apart)) {
    const content = contents.get(String(loaded.row.plan_id)) as string
    const effects = known.filter((effect) => effect.content === content)
    if (await goesOn(db, loaded)) {
      passing.push({ loaded })
      continue
    }
    const leaving = toLeaving(loaded, now.getTime())
    const verdict = judgeSpacing({ leaving, effects, now: now.getTime() })
    if (verdict) {
      const { earliest, effect } = verdict
      const { name, endedAt } = effect as KnownEffect
      const gapMs = Math.max(leaving.gapMs, effect.gapMs)
      away.push({ loaded, content, gapMs, earliest, beside: { name, endedAt } })
      continue
    }
    const { goesAt, ...own } = leaving
    known.push({ ...own, content, name: loaded.channel.name, beganAt: goesAt, endedAt: undefined })
    passing.push({
      loaded,
      departure: { ...own, content, beginsInMs: goesAt - now.getTime() },
    })
  }
  await turnAway({ ...args, away, now })
  return [...free, ...passing]
}
