import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Printer } from '../printLines.ts'
import { buildScene } from './buildScene.ts'
import { castOf } from './castOf.ts'
import { type Doings, noDoings } from './countDoings.ts'
import { gatherPeople } from './gatherPeople.ts'
import { judgeSim, type Verdict } from './judgeSim.ts'
import { openPlatform } from './openPlatform.ts'
import { paceOf, patience } from './paceOf.ts'
import type { SimArgs } from './readArguments.ts'
import { countPublished, countPushes, type PushCounts } from './readCounts.ts'
import { readLedger } from './readLedger.ts'
import { shortenTimes } from './shortenTimes.ts'
import { waitForAll } from './waitForAll.ts'

type Args = Omit<SimArgs, 'isJson'> & { printer: Printer; signal: AbortSignal }

export type SimOutcome = Verdict & {
  tasks: number
  agents: number
  doings: Doings
  /** Answers that people's phones got, by status and code. */
  answers: Record<string, number>
  pushes: PushCounts
  mails: number
  seconds: number
  randomSeed: number
  /** Where logs and ledger are, where something was broken. */
  evidence: string | null
}

/**
 * Lets field agents and managers, each with a phone of their own, be woken by pushes over so many tasks, some of whom
 * never react, answer twice or lose the network; and reads from the database, the API and the platform what came of it.
 */
export async function runAgents(args: Args): Promise<SimOutcome> {
  const { tasks, agents, randomSeed, printer } = args
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'postyard-sim-'))
  const endings: (() => Promise<void> | void)[] = []
  const leaving = new AbortController()
  const signal = AbortSignal.any([args.signal, leaving.signal])
  let isClean = false
  if (args.isKept) printer.going('logs', folder)
  try {
    const onEnd = (end: () => Promise<void> | void) => endings.unshift(end)
    const scene = await buildScene({ ...args, folder, signal, onEnd })
    const { db } = scene
    const pace = paceOf(tasks)
    await shortenTimes(db, pace)
    const world = { platform: openPlatform(), pace, doings: noDoings() }
    const people = await gatherPeople({
      scene,
      cast: castOf({ tasks, agents, randomSeed }),
      world,
      randomSeed,
      renewAfterMs: patience.manager * pace.minuteMs,
      signal,
      onError: (error) => {
        if (!signal.aborted) printer.trouble('somebody', String(error))
      },
    })
    onEnd(() => {
      leaving.abort()
      for (const { client } of people) client.close()
    })
    printer.ready('people', `${people.length} phones listen, random seed ${randomSeed}`)
    await waitForAll({
      ...scene,
      people,
      printer,
      pace,
      // On a slow machine one task falls due in two seconds; then for the last one, and for what was late.
      timeoutMs: tasks * 2_000 + 3 * patience.answer * pace.minuteMs + 120_000,
      signal,
    })
    // Whatever may still be under way shall have its chance to count twice.
    await sleep(1_000, undefined, { signal })

    const ledger = await readLedger(db)
    const verdict = judgeSim({
      tasks,
      ledger,
      posted: world.platform.marks(),
      postedTwice: world.platform.twice(),
      publishedByApi: await countPublished(scene.api),
    })
    isClean = verdict.broken.length === 0
    if (!isClean) writeFileSync(join(folder, 'ledger.json'), JSON.stringify(ledger, null, 2))
    return {
      ...verdict,
      tasks,
      agents,
      doings: world.doings,
      answers: sumOf(people.map(({ client }) => client.counts)),
      pushes: await countPushes(scene.fcmUrl),
      mails: scene.countMails(),
      seconds: Math.round((performance.now() - began) / 1000),
      randomSeed,
      evidence: isClean ? null : folder,
    }
  } finally {
    for (const end of endings) await end()
    if ((isClean || args.signal.aborted) && !args.isKept) {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

const sumOf = (counts: Map<string, number>[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const [name, count] of counts.flatMap((one) => [...one])) {
    sums[name] = (sums[name] ?? 0) + count
  }
  return sums
}
