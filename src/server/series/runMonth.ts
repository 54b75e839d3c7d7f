import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../sandbox/postiz/faults/seededRandom.ts'
import type { Printer } from '../printLines.ts'
import { buildMonth } from './buildMonth.ts'
import { castOfSeries } from './castOfSeries.ts'
import { flyDay } from './flyDay.ts'
import { figuresOf, type MonthFigures } from './judgeMonth.ts'
import { openCalendar } from './openCalendar.ts'
import { openHappenings } from './openHappenings.ts'
import { openLedger, type SeriesLine } from './openLedger.ts'
import { printDay } from './printDay.ts'
import type { MonthArgs } from './readArguments.ts'
import { readWeekdays } from './readWeekdays.ts'

type Args = Omit<MonthArgs, 'isJson'> & {
  /** An empty database or a migrated one, in the place of a throw-away Postgres. */
  databaseUrl?: string
  printer: Printer
  signal: AbortSignal
}

export type MonthOutcome = MonthFigures & {
  lines: SeriesLine[]
  /** Series whose weekday moved in the month. */
  moved: string[]
  seconds: number
  /** Where the logs are, where something was not as it must be. */
  evidence: string | null
}

/**
 * Flies a month of series in minutes, with what goes wrong in a month, and counts at the receivers what flew when. The
 * days pass as fast as they can; what is on its way is awaited at the end of each.
 */
export async function runMonth(args: Args): Promise<MonthOutcome> {
  const { randomSeed, printer, signal } = args
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'postyard-series-'))
  const endings: (() => Promise<void> | void)[] = []
  let isClean = false
  if (args.isKept) printer.going('logs', folder)
  try {
    const onEnd = (end: () => Promise<void> | void) => endings.unshift(end)
    const cast = castOfSeries(args.series)
    const calendar = openCalendar({
      ...{ timezone: cast.tenant.timezone, days: args.days, today: new Date() },
      stepMinutes: stepMinutesFor(cast.animals.length),
    })
    const days = calendar.map(({ day }) => day)
    let now = calendar[0]!.steps[0]!.now
    const scene = await buildMonth({ ...args, cast, folder, now: () => now, onEnd })
    const notes: string[] = []
    const happenings = openHappenings({
      ...scene,
      ...{ days: days.length, folder: scene.watched, randomSeed },
      throughPostiz: cast.accounts.flatMap(({ series }) => series),
      random: seededRandom(randomSeed),
      note: (sentence) => notes.push(sentence),
    })
    const ledger = openLedger({ cast, days })
    printer.line()
    for (const day of calendar) {
      const setNow = (at: Date) => {
        now = at
      }
      await flyDay({ ...scene, day, happenings, setNow, signal })
      const came = await scene.receivers.readArrivals(day.day)
      const due = ledger.closeDay({
        ...{ nth: day.nth, came, weekdays: await readWeekdays(scene.db) },
      })
      printDay({ day: day.day, due, came, notes: notes.splice(0), printer })
    }
    const lines = ledger.lines()
    const moved = ledger.moved()
    const figures = figuresOf(lines)
    isClean = figures.offDay + figures.doubled + figures.lost + moved.length === 0
    if (!isClean) {
      writeFileSync(
        join(folder, 'evidence.json'),
        JSON.stringify(
          { lines, arrivals: ledger.arrivals(), flights: await scene.db.read(flightsQuery) },
          null,
          2,
        ),
      )
    }
    return {
      ...figures,
      ...{ lines, moved, evidence: isClean ? null : folder },
      seconds: Math.round((performance.now() - began) / 1000),
    }
  } finally {
    for (const end of endings) await end()
    if ((isClean || signal.aborted) && !args.isKept) {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The more fly, the closer they follow one another. */
const stepMinutesFor = (series: number): number => (series > 12 ? 15 : 60)

const flightsQuery = `select s.slug, f.* from postyard_flights f join postyard_series s on s.id::text = f.series_id order by f.id`
