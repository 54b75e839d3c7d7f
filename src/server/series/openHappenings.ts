import { setTimeout as sleep } from 'node:timers/promises'
import { unicorns } from '../../seed/series/animals.ts'
import { writeSeries } from '../../seed/series/writeSeries.ts'
import { endJobLeases } from '../chaos/letTimePass.ts'
import type { ShakenDatabase } from '../chaos/openShaken.ts'
import { isLookDue } from './isLookDue.ts'
import type { MonthDay, Step } from './openCalendar.ts'
import type { House } from './openHouse.ts'
import type { MonthReceivers } from './openReceivers.ts'
import { type Happening, planMonth } from './planMonth.ts'

type Args = {
  days: number
  house: House
  db: ShakenDatabase
  receivers: MonthReceivers
  /** The watched folder. */
  folder: string
  /** Series of accounts at Postiz. */
  throughPostiz: string[]
  randomSeed: number
  random: () => number
  /** Writes down what happens. */
  note: (sentence: string) => void
}

export type Happenings = {
  /** Lets happen what is to happen at a step; returns whether the house is there for it. */
  atStep: (day: MonthDay, step: Step) => Promise<boolean>
  atEnd: (day: MonthDay) => Promise<void>
  /** Since when nothing can be under way that a killed house began, by the clock of the database. */
  calmSince: () => Date
}

const hourMs = 60 * 60_000

/** What a killed house has sent is answered within this time, ms. */
const settleMs = 300

/** Carries out what is planned for the month. */
export function openHappenings(args: Args): Happenings {
  const { house, db, receivers, note, random } = args
  const waiting = new Set<Happening>(planMonth(args.days))
  /** What is done later on the same day. */
  const later: { at: Date; run: () => Promise<void> | void }[] = []
  let isAway = false
  let calmSince = new Date(0)

  const endOutage = async () => {
    await house.start()
    isAway = false
    note('the house is back')
  }

  const begin: {
    [Kind in Happening['kind']]: (
      what: Extract<Happening, { kind: Kind }>,
      step: Step,
      day: MonthDay,
    ) => Promise<void>
  } = {
    async outage({ hour, hours }, { now }) {
      const order = hour === 0 ? 'watch' : 'fly'
      await house.killWhile({ do: order, now: now.toISOString() }, 20 + random() * 180)
      isAway = true
      await sleep(settleMs)
      await endJobLeases(db)
      const [state] = await db.read<{ now: Date; flying: number }>(
        `select clock_timestamp() as now, count(*)::int as flying from postyard_flights where state = 'flying'`,
      )
      calmSince = state!.now
      const what = hour === 0 ? 'plans the day' : `flies, ${state!.flying} on their way`
      note(`the house is killed while it ${what}; it is away for ${hours} h`)
      later.push({ at: new Date(now.getTime() + hours * hourMs), run: endOutage })
    },
    async newFolder() {
      await writeSeries({ dir: args.folder, animals: [unicorns], randomSeed: args.randomSeed })
      note(`the folder ${unicorns.slug} is new`)
    },
    async pause({ series }) {
      await house.tell({ do: 'pause', series })
      note(`${series} is paused`)
    },
    async resume({ series }) {
      await house.tell({ do: 'resume', series })
      note(`${series} goes on`)
    },
    async boardAtPostiz({ until }, step, day) {
      // One that flies today.
      const [found] = await db.read<{ slug: string }>(
        `select s.slug from postyard_flights f join postyard_series s on s.id::text = f.series_id
         where f.plan_day = $1 and f.state = 'waiting' and s.slug = any($2) order by f.position limit 1`,
        [day.day, args.throughPostiz],
      )
      if (!found) return
      await receivers.changeBoard(found.slug, false)
      note(`the board of ${found.slug} is deleted; it is made again at ${until}:00`)
      later.push({
        at: new Date(step.now.getTime() + (until - step.hour) * hourMs),
        run: () => receivers.changeBoard(found.slug, true),
      })
    },
    async boardAtPinterest({ series }) {
      if (receivers.removeBoard(series)) note(`the board of ${series} is deleted at Pinterest`)
    },
    async receiverFails({ until }, step) {
      receivers.fail(true)
      note(`Make answers 500 until ${until}:00`)
      later.push({
        at: new Date(step.now.getTime() + (until - step.hour) * hourMs),
        run: () => receivers.fail(false),
      })
    },
  }
  const start = async (what: Happening, step: Step, day: MonthDay) => {
    waiting.delete(what)
    await (begin[what.kind] as (...of: unknown[]) => Promise<void>)(what, step, day)
  }
  const isMoment = async (what: Happening, day: MonthDay, { hour, now }: Step) => {
    if (what.day !== day.nth || hour < what.hour) return false
    if (what.kind !== 'outage' || what.hour === 0) return true
    return isLookDue(db, now)
  }

  return {
    async atStep(day, step) {
      // Whatever is open ends with its day, so that a day has its end.
      const isLast = step === day.steps.at(-1)
      for (const one of later.filter(({ at }) => isLast || at <= step.now)) {
        later.splice(later.indexOf(one), 1)
        await one.run()
      }
      for (const what of waiting) {
        if (!isAway && !isLast && (await isMoment(what, day, step))) await start(what, step, day)
      }
      return !isAway
    },
    async atEnd(day) {
      for (const what of waiting) {
        if (what.day === day.nth && what.hour === 24) await start(what, day.steps.at(-1)!, day)
      }
    },
    calmSince: () => calmSince,
  }
}
