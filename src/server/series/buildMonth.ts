import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeSeries } from '../../seed/series/writeSeries.ts'
import { buildEntries } from '../buildEntries.ts'
import { openRun } from '../chaos/openRun.ts'
import type { ShakenDatabase } from '../chaos/openShaken.ts'
import { rootDir } from '../env.ts'
import { findFreePort } from '../findFreePort.ts'
import { migrateDatabase } from '../migrateDatabase.ts'
import type { Printer } from '../printLines.ts'
import type { SeriesCast } from './castOfSeries.ts'
import { type House, openHouse } from './openHouse.ts'
import { type MonthReceivers, openReceivers } from './openReceivers.ts'

type Args = {
  cast: SeriesCast
  randomSeed: number
  /** Where logs, secrets and content go. */
  folder: string
  databaseUrl?: string | undefined
  /** What time it is in the month. */
  now: () => Date
  printer: Printer
  signal: AbortSignal
  /** Takes what ends a part; the last one that it took is to be called first. */
  onEnd: (end: () => Promise<void> | void) => void
}

export type MonthScene = {
  db: ShakenDatabase
  house: House
  receivers: MonthReceivers
  /** The watched folder. */
  watched: string
}

/** The watched folder, below the content root. */
const watchedFolder = 'animals'

/** Starts all that a month flies with: Postgres, the stand-ins, the folder of series, and the house with its client. */
export async function buildMonth(args: Args): Promise<MonthScene> {
  const { cast, randomSeed, folder, databaseUrl, now, printer, signal, onEnd } = args
  const run = await openRun({ name: 'series', folder, databaseUrl, onEnd })
  const receivers = await openReceivers({ cast, now, onEnd })
  printer.ready('stand-ins', 'a database, Postiz, Make.com and Pinterest')

  const contentRoot = join(folder, 'content')
  const watched = join(contentRoot, watchedFolder)
  mkdirSync(contentRoot)
  await writeSeries({ dir: watched, animals: cast.animals, randomSeed })
  const pages = cast.animals.reduce((sum, { size }) => sum + size, 0)
  printer.ready('content', `${cast.animals.length} series with ${pages} pages`)

  const env = {
    ...run.env,
    SERVER_URL: `http://127.0.0.1:${await findFreePort()}`,
    CONTENT_ROOT: contentRoot,
  }
  await buildEntries({ root: rootDir })
  await migrateDatabase({ root: rootDir, env, url: run.url, logDir: run.logDir, signal })
  const program = run.keepBuild('seriesHouse')
  const house = openHouse({ root: rootDir, program, env, logDir: run.logDir })
  onEnd(() => house.stop())
  const { postizUrl, hook, hookKey } = receivers
  await house.start({
    furnish: {
      ...{ series: cast.animals.length, folder: watchedFolder, postizUrl, hook, hookKey },
      now: now().toISOString(),
    },
  })
  signal.throwIfAborted()
  printer.ready('house', `watches and flies for ${cast.tenant.name}, ${cast.tenant.timezone}`)
  return { db: run.db, house, receivers, watched }
}
