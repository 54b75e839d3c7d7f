import type { ChildProcess } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { buildEntries, entryPath } from '../buildEntries.ts'
import { rootDir } from '../env.ts'
import { migrateDatabase } from '../migrateDatabase.ts'
import type { Printer } from '../printLines.ts'
import { endChild } from '../superviseChild.ts'
import { openRun } from './openRun.ts'
import type { ShakenDatabase } from './openShaken.ts'
import { stopRestarted } from './restartPostgres.ts'
import { startProgram } from './startProgram.ts'
import { type SandboxControl, steerSandbox } from './steerSandbox.ts'

type Args = {
  deliveries: number
  /** Where logs and secrets go. */
  folder: string
  printer: Printer
  signal: AbortSignal
  /** Takes what ends a part of the stage; the last one that it took is to be called first. */
  onEnd: (end: () => Promise<void> | void) => void
}

export type Stage = {
  db: ShakenDatabase
  postgresDir: string
  sandbox: SandboxControl
  /** The process of the house, which ticks when it is told to. */
  house: ChildProcess
  /** The compiled worker of this run. */
  worker: string
  env: NodeJS.ProcessEnv
  logDir: string
  /** Writes down what happened, in the log of the run. */
  note: (sentence: string) => void
}

/** Starts all that the run needs but for the workers: Postgres, the stand-in of Postiz, and the house with its agency. */
export async function buildStage(args: Args): Promise<Stage> {
  const { deliveries, folder, printer, signal, onEnd } = args
  const run = await openRun({ name: 'chaos', folder, onEnd })
  const { db, database, url, logDir } = run
  // What was said to be committed must outlive Postgres' own processes, as in every real installation. That it need
  // not outlive the machine saves the run nothing that it is about.
  await db.read(`alter database ${database} set synchronous_commit = on`)
  const [place] = await db.read<{ dir: string }>(`select current_setting('data_directory') as dir`)
  const postgresDir = place!.dir
  onEnd(() => stopRestarted(postgresDir))
  printer.ready('database', 'a throw-away Postgres')

  const sandbox = await startProgram({
    program: process.execPath,
    args: [join(rootDir, 'src', 'server', 'chaos', 'sandboxServer.ts'), String(deliveries)],
    cwd: rootDir,
    env: process.env,
    logFile: join(logDir, 'sandbox.log'),
  })
  onEnd(() => endChild({ child: sandbox.child, timeoutMs: 3_000 }))
  const { url: postizUrl } = z.object({ url: z.string() }).parse(sandbox.message)

  const env = { ...run.env, POSTIZ_SANDBOX_URL: postizUrl }
  await buildEntries({ root: rootDir })
  await migrateDatabase({ root: rootDir, env, url, logDir, signal })
  printer.going('agency', `${deliveries} deliveries are made`)
  const house = await startProgram({
    program: process.execPath,
    args: [entryPath({ root: rootDir, name: 'chaosHouse' }), String(deliveries)],
    cwd: rootDir,
    env,
    logFile: join(logDir, 'house.log'),
  })
  onEnd(() => endChild({ child: house.child, timeoutMs: 3_000 }))
  signal.throwIfAborted()

  const worker = run.keepBuild('worker')
  return {
    db,
    postgresDir,
    sandbox: steerSandbox(postizUrl),
    house: house.child,
    worker,
    env,
    logDir,
    note: (sentence) =>
      appendFileSync(join(logDir, 'chaos.log'), `${new Date().toISOString()} ${sentence}\n`),
  }
}
