import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFcmSandbox } from '../../sandbox/fcm/startFcmSandbox.ts'
import { startPostizSandbox } from '../../sandbox/postiz/index.ts'
import { demoLimitPerHour, demoOrganisations } from '../../seed/agency.ts'
import { buildEntries } from '../buildEntries.ts'
import { createDatabase } from '../createDatabase.ts'
import { rootDir } from '../env.ts'
import { keepSecrets } from '../keepSecrets.ts'
import { migrateDatabase } from '../migrateDatabase.ts'
import { startThrowAway } from '../postgres/startThrowAway.ts'
import type { Printer } from '../printLines.ts'
import { seedDemo } from '../seedDemo.ts'
import type { SetupError } from '../setupError.ts'
import { startWorkerProcess } from '../startPrograms.ts'
import { type Figures, readFigures } from './readFigures.ts'
import { setFaults } from './setFaults.ts'
import { watchDeliveries } from './watchDeliveries.ts'

type Args = {
  workers: number
  /** The share of requests that go wrong. */
  faults: number
  printer: Printer
  signal: AbortSignal
}

/**
 * The main job once, on a throw-away database: makes the demo agency, lets its posts go out, waits until each has ended
 * as it must, and asks the stand-ins what reached them.
 */
export async function runDemo({ workers, faults, printer, signal }: Args): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'postyard-demo-'))
  const endings: (() => Promise<void> | void)[] = [
    () => rmSync(folder, { recursive: true, force: true }),
  ]
  try {
    const postgres = await startThrowAway()
    endings.unshift(() => postgres.stop())
    await createDatabase({ adminUrl: postgres.urlOf('postgres'), name: 'postyard_demo' })
    const url = postgres.urlOf('postyard_demo')
    printer.ready('database', 'a throw-away Postgres')

    const postiz = await startPostizSandbox({
      port: 0,
      organisations: demoOrganisations,
      limitPerHour: demoLimitPerHour,
    })
    endings.unshift(() => postiz.close())
    const fcm = await startFcmSandbox({ port: 0, controlPort: 0 })
    endings.unshift(() => fcm.close())
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...keepSecrets({ dataDir: folder }),
      NODE_ENV: 'production',
      DATA_DIR: folder,
      DATABASE_URL: url,
      SERVER_URL: 'http://localhost:3000',
      POSTIZ_SANDBOX_URL: postiz.url,
      FCM_SANDBOX_URL: fcm.url,
      FIREBASE_SERVICE_ACCOUNT: '',
      SMTP_URL: '',
      // Series fly by the day, which this does not wait for.
      CONTENT_ROOT: '',
      LOG_LEVEL: 'warn',
    }
    const logDir = join(folder, 'logs')
    await buildEntries({ root: rootDir })
    await migrateDatabase({ root: rootDir, env, url, logDir, signal })
    await seedDemo({ root: rootDir, env, logDir, signal })
    printer.ready('demo agency', 'three clients with their posts')
    await setFaults({ share: faults, postizUrl: postiz.url, fcmUrl: fcm.url })

    const failure = new AbortController()
    const running = Array.from({ length: workers }, (_, index) =>
      startWorkerProcess({
        root: rootDir,
        env,
        logDir,
        name: `worker ${index + 1}`,
        onTrouble: (sentence) => printer.trouble('worker', sentence),
        onGiveUp: (error: SetupError) => failure.abort(error),
      }),
    )
    endings.unshift(() => Promise.all(running.map((one) => one.stop())).then(() => {}))
    printer.ready(
      'workers',
      `${workers} at work${faults > 0 ? `, ${faults * 100} % of requests go wrong` : ''}\n`,
    )
    await watchDeliveries({
      url,
      printer,
      timeoutMs: faults > 0 ? 15 * 60_000 : 4 * 60_000,
      signal: AbortSignal.any([signal, failure.signal]),
    })
    return await readFigures({ url, postizUrl: postiz.url, fcmUrl: fcm.url })
  } finally {
    for (const end of endings) await end()
  }
}
