import { join } from 'node:path'
import { z } from 'zod'
import { startFcmSandbox } from '../../sandbox/fcm/startFcmSandbox.ts'
import { seededRandom } from '../../sandbox/postiz/faults/seededRandom.ts'
import { buildEntries } from '../buildEntries.ts'
import { openCrew } from '../chaos/openCrew.ts'
import { openRun } from '../chaos/openRun.ts'
import type { ShakenDatabase } from '../chaos/openShaken.ts'
import { startProgram } from '../chaos/startProgram.ts'
import { tellToTick } from '../chaos/tellToTick.ts'
import { rootDir } from '../env.ts'
import { migrateDatabase } from '../migrateDatabase.ts'
import type { Printer } from '../printLines.ts'
import { endChild } from '../superviseChild.ts'
import { startMailbox } from './startMailbox.ts'

type Args = {
  tasks: number
  agents: number
  workers: number
  randomSeed: number
  /** Where logs and secrets go. */
  folder: string
  printer: Printer
  signal: AbortSignal
  /** Takes what ends a part of the scene; the last one that it took is to be called first. */
  onEnd: (end: () => Promise<void> | void) => void
}

export type Scene = {
  db: ShakenDatabase
  /** Where the API answers. */
  api: string
  fcmUrl: string
  countMails: () => number
  /** Lets the house tick once, and waits until it has. */
  tick: () => Promise<void>
}

/** Starts all that a simulation runs on: Postgres, the stand-in of FCM, a mail server, the house with its API, workers. */
export async function buildScene(args: Args): Promise<Scene> {
  const { tasks, agents, workers, randomSeed, folder, printer, signal, onEnd } = args
  const { db, url, logDir, env: common, keepBuild } = await openRun({ name: 'sim', folder, onEnd })
  const fcm = await startFcmSandbox({
    port: 0,
    controlPort: 0,
    random: seededRandom(randomSeed),
  })
  onEnd(() => fcm.close())
  const mailbox = await startMailbox()
  onEnd(() => mailbox.close())
  printer.ready('stand-ins', 'a throw-away Postgres, FCM and a mail server')

  const env = { ...common, FCM_SANDBOX_URL: fcm.url, SMTP_URL: mailbox.url }
  await buildEntries({ root: rootDir })
  await migrateDatabase({ root: rootDir, env, url, logDir, signal })
  const worker = keepBuild('worker')
  const program = keepBuild('simHouse')
  printer.going('agency', `${agents} agents, ${tasks} tasks are made`)
  const crew = openCrew({ root: rootDir, program: worker, env, logDir, workers })
  onEnd(() => crew.stop())
  const making = startProgram({
    program: process.execPath,
    args: [program, JSON.stringify({ tasks, agents, randomSeed })],
    cwd: rootDir,
    env,
    logFile: join(logDir, 'house.log'),
  })
  // Nothing is due before the house is made, so workers may as well begin beside it.
  const [house] = await Promise.all([making, crew.start(signal)])
  onEnd(() => endChild({ child: house.child, timeoutMs: 3_000 }))
  const { api } = z.object({ api: z.string() }).parse(house.message)
  signal.throwIfAborted()
  printer.ready('at work', `${workers} workers, and the API at ${api}`)
  return {
    db,
    api,
    fcmUrl: fcm.url,
    countMails: mailbox.count,
    tick: () => tellToTick(house.child),
  }
}
