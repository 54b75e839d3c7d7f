import { comeToRest } from '../chaos/comeToRest.ts'
import type { ShakenDatabase } from '../chaos/openShaken.ts'
import { isLookDue } from './isLookDue.ts'
import type { MonthDay } from './openCalendar.ts'
import type { Happenings } from './openHappenings.ts'
import type { House } from './openHouse.ts'

type Args = {
  day: MonthDay
  house: House
  db: ShakenDatabase
  happenings: Happenings
  /** Tells everybody what time it is. */
  setNow: (now: Date) => void
  signal: AbortSignal
}

/** What is on its way at the end of a day may take so long, ms. */
const restMs = 120_000

/** The stand-ins answer within this time, ms. */
const paceMs = 100

/** So often at most is looked whether all has landed. */
const mostLandings = 4

/** One day of the month: midnight, step by step to its end, at which all that is on its way is awaited. */
export async function flyDay(args: Args): Promise<void> {
  const { day, house, db, happenings, setNow, signal } = args
  let isPlanned = false
  for (const step of day.steps) {
    signal.throwIfAborted()
    setNow(step.now)
    if (!(await happenings.atStep(day, step))) continue
    const now = step.now.toISOString()
    if (!isPlanned) await house.tell({ do: 'watch', now })
    isPlanned = true
    if (await isLookDue(db, step.now)) await house.tell({ do: 'fly', now })
  }
  const now = day.steps.at(-1)!.now.toISOString()
  for (let landing = 1; landing <= mostLandings; landing += 1) {
    await comeToRest({
      ...{ db, signal, timeoutMs: restMs },
      hurry: { calmSince: happenings.calmSince(), tick: () => house.tell({ do: 'tick' }), paceMs },
    })
    await house.tell({ do: 'fly', now })
    const [found] = await db.read<{ flying: number }>(
      `select count(*)::int as flying from postyard_flights where state = 'flying'`,
    )
    if (found?.flying === 0) break
  }
  await happenings.atEnd(day)
}
