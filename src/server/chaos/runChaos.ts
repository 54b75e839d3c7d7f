import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { rootDir } from '../env.ts'
import type { Printer } from '../printLines.ts'
import { agencyOf, expectedOf } from './agencyOf.ts'
import { buildStage } from './buildStage.ts'
import type { Carried } from './carryOut.ts'
import { comeToRest } from './comeToRest.ts'
import { healSandbox, replaceAll } from './heal.ts'
import { type Judged, judgeDeliveries } from './judgeDeliveries.ts'
import { openCrew } from './openCrew.ts'
import { longestDelayMs } from './planFaults.ts'
import { printProgress } from './printProgress.ts'
import { readDeliveries, readStories } from './readDeliveries.ts'
import { readProgress } from './readProgress.ts'
import { shake } from './shake.ts'
import { tellToTick } from './tellToTick.ts'

export type ChaosArgs = {
  deliveries: number
  workers: number
  randomSeed: number
  /** The share of requests that go wrong all the time. */
  faults: number
  /** How long things go wrong at least. */
  seconds: number
  /** Lets time pass quicker when nothing goes wrong any more. */
  isHurried: boolean
  /** Keeps the logs of a run that ended well, too. */
  isKept: boolean
  printer: Printer
  signal: AbortSignal
}

export type ChaosOutcome = Judged &
  Carried & {
    deliveries: number
    /** Publications that the sandbox counted when things stopped going wrong. */
    publishedInChaos: number
    /** How long things went wrong. */
    chaosSeconds: number
    /** Workers that ended without being killed: Postgres was away when they started, say. */
    workersEnded: number
    faults: Record<string, number>
    seconds: number
    randomSeed: number
    /** Where logs and the stories of what went wrong are, where something did. */
    evidence: string | null
  }

const minute = 60_000

/**
 * Lets everything go wrong while deliveries go out, lets the system come to rest, and counts at the sandbox what became
 * of them. The same random seed gives the same events; what the processes do meanwhile is never quite the same.
 */
export async function runChaos(args: ChaosArgs): Promise<ChaosOutcome> {
  const { deliveries, workers, randomSeed, isHurried, printer, signal } = args
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'postyard-chaos-'))
  const endings: (() => Promise<void> | void)[] = []
  let isClean = false
  if (args.isKept) printer.going('logs', folder)
  try {
    const onEnd = (end: () => Promise<void> | void) => endings.unshift(end)
    const stage = await buildStage({ deliveries, folder, printer, signal, onEnd })
    const { db, sandbox } = stage
    const agency = agencyOf(deliveries)
    const crew = openCrew({ root: rootDir, program: stage.worker, ...stage, workers })
    onEnd(() => crew.stop())
    const progress = printProgress({ db, sandbox, printer })
    onEnd(progress.stop)
    printer.ready('chaos', `${workers} workers, random seed ${randomSeed}`)
    const organisations = agency.organisations.map(({ name }) => name)
    const shakenAt = performance.now()
    const shaken = await shake({ ...args, stage, crew, organisations })
    const chaosSeconds = Math.round((performance.now() - shakenAt) / 1000)
    const publishedInChaos = await sandbox.countPublications()

    await healSandbox(stage)
    const replaced = isHurried ? await replaceAll(stage, crew, signal) : undefined
    printer.ready('calm', 'everything is whole again; what is under way may end')
    await comeToRest({
      db,
      timeoutMs: isHurried ? 4 * minute : 75 * minute,
      signal,
      ...(replaced ? { hurry: { ...replaced, tick: () => tellToTick(stage.house) } } : {}),
    })
    // What Postiz could still publish behind our backs, it shall, before it is counted.
    await sandbox.sweep()
    await sleep(longestDelayMs + 1_000, undefined, { signal })
    await progress.stop()

    const judged = judgeDeliveries({
      deliveries: await readDeliveries(db),
      publications: await sandbox.readPublications(),
      expected: expectedOf(agency),
    })
    const wrong = [...judged.lost, ...judged.publishedTwice, ...judged.unresolved]
    isClean = wrong.length === 0
    if (!isClean) {
      const ids = wrong.slice(0, 50).flatMap(({ id }) => id || [])
      const stories = { wrong, stories: await readStories(db, ids), ...(await readProgress(db)) }
      writeFileSync(join(folder, 'evidence.json'), JSON.stringify(stories, null, 2))
    }
    return {
      ...judged,
      deliveries,
      publishedInChaos,
      chaosSeconds,
      ...shaken,
      kills: shaken.kills + (replaced?.killed ?? 0),
      killsAtWork: shaken.killsAtWork + (replaced?.killed ?? 0),
      workersEnded: crew.ended(),
      faults: await sandbox.countFaults(),
      seconds: Math.round((performance.now() - began) / 1000),
      randomSeed,
      evidence: isClean ? null : folder,
    }
  } finally {
    for (const end of endings) await end()
    if ((isClean || signal.aborted) && !args.isKept)
      rmSync(folder, { recursive: true, force: true })
  }
}
