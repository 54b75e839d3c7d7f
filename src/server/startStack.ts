import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildEntries } from './buildEntries.ts'
import { buildWeb } from './buildWeb.ts'
import { connectDatabase } from './connectDatabase.ts'
import { migrateDatabase } from './migrateDatabase.ts'
import type { Prepared } from './prepare.ts'
import type { Printer } from './printLines.ts'
import { recallDemo, rememberDemo } from './rememberDemo.ts'
import { seedDemo } from './seedDemo.ts'
import type { SetupError } from './setupError.ts'
import { setupError } from './setupError.ts'
import { startSandboxProcess, startWebProcess, startWorkerProcess } from './startPrograms.ts'
import { startDatabase } from './useDatabase.ts'
import { waitForHttp } from './waitForHttp.ts'

/** What has been started, and how it is ended: first all programs side by side, then what they stand on. */
export type Ending = { what: 'program' | 'sandbox' | 'database'; end: () => Promise<void> }

type Args = {
  prepared: Prepared
  printer: Printer
  signal: AbortSignal
  /** Whether the demo agency and its sandbox belong to it. */
  hasDemo: boolean
  /** Called as soon as deliveries may go out, with the address of the database. */
  onWorking: (url: string) => void
  /** Something that everything stands on has gone. */
  onFailure: (error: SetupError) => void
  /** Takes what must be ended later. */
  onStarted: (ending: Ending) => void
}

/**
 * Starts all that Postyard consists of and says what is ready. The worker and the sandbox do not
 * wait for the panel, whose first build takes a minute: deliveries go out meanwhile.
 */
export async function startStack(args: Args): Promise<void> {
  const { prepared, printer, signal, onFailure, onStarted } = args
  const { settings, dataDir } = prepared
  const began = Date.now()
  const isFirst = !existsSync(join(dataDir.postgres, 'postgres'))
  if (isFirst && !settings.DATABASE_URL) printer.going('database', 'being made')
  const database = await startDatabase(prepared)
  let isEnding = false
  onStarted({
    what: 'database',
    end() {
      isEnding = true
      return database.stop()
    },
  })
  const { embedded } = database
  void embedded?.exited.then(() => {
    if (isEnding) return
    onFailure(
      setupError({
        code: 'DATABASE_GONE',
        message: `The database ended by itself, so everything stops; what it said last is in ${embedded.dir}.log.`,
      }),
    )
  })
  signal.throwIfAborted()
  // A wrong address is told before anything is built.
  await (await connectDatabase({ url: database.url })).end()
  const where = embedded
    ? `Postgres 18 on port ${embedded.port}, its files in ${embedded.dir}`
    : `at ${new URL(database.url).host}`
  printer.ready('database', `${where} (${seconds(began)})`)
  const env = { ...prepared.env, DATABASE_URL: database.url }
  const migrated = migrate({ ...args, env, url: database.url })
  await Promise.all([
    migrated.then(() => startBackground({ ...args, env, url: database.url })),
    startPanel({ ...args, env, migrated }),
  ])
}

type PartArgs = Args & { env: NodeJS.ProcessEnv }

async function migrate(args: PartArgs & { url: string }): Promise<void> {
  const { prepared, printer, signal, env, url } = args
  const { root, logDir } = prepared
  await buildEntries({ root })
  if (await migrateDatabase({ root, env, url, logDir, signal })) {
    printer.ready('migrations', 'applied')
  }
}

async function startBackground(args: PartArgs & { url: string }): Promise<void> {
  const { prepared, printer, signal, hasDemo, onStarted, onWorking, onFailure, env, url } = args
  const { root, dataDir, logDir, settings } = prepared
  const common = {
    root,
    logDir,
    onGiveUp: onFailure,
    onTrouble: (text: string) => printer.trouble('trouble', text),
  }
  if (hasDemo) {
    const sandbox = startSandboxProcess({ ...common, env })
    onStarted({ what: 'sandbox', end: sandbox.stop })
    const { postiz, fcm } = sandboxUrls(settings.SANDBOX_PORT)
    await waitForHttp({
      url: `${fcm}/sandbox/connection`,
      name: 'sandbox',
      timeoutMs: 30_000,
      signal,
    })
    printer.ready(
      'sandbox',
      `${postiz} shows what Postiz published, ${fcm} what reached the phones`,
    )
    const demo = { root, dataDir: dataDir.path, url, sandboxPort: settings.SANDBOX_PORT }
    let result = await recallDemo(demo)
    if (!result) {
      printer.going('demo agency', 'being made')
      result = await seedDemo({ root, env: withSandbox({ env, settings }), logDir, signal })
      await rememberDemo({ ...demo, result })
    }
    const { logins } = result
    const width = Math.max(...logins.map(({ email }) => email.length))
    printer.ready('demo agency', `${logins.length} people can log in:`)
    for (const { role, email, password } of logins) {
      printer.line(
        `                 ${email.padEnd(width)}  ${password}  ${printer.colour('dim', role)}`,
      )
    }
  }
  if (!settings.WORKER_IN_SERVER) {
    const worker = startWorkerProcess({
      ...common,
      env: { ...withSandbox({ env, settings, hasDemo }), WORKER_DRAIN_SECONDS: '5' },
    })
    onStarted({ what: 'program', end: worker.stop })
    printer.ready('worker', 'at work')
  }
  onWorking(url)
}

async function startPanel(args: PartArgs & { migrated: Promise<void> }): Promise<void> {
  const { prepared, printer, signal, hasDemo, onStarted, onFailure, env, migrated } = args
  const { root, logDir, settings } = prepared
  if (!existsSync(join(root, '.next', 'BUILD_ID'))) {
    printer.going('panel', 'being built, which takes about a minute the first time')
  }
  await buildWeb({
    root,
    env,
    signal,
    logFile: join(logDir, 'next-build.log'),
    onProgress: (passed) => printer.going('panel', `being built, ${passed} s so far`),
    onWait: (pid) => printer.going('panel', `being built by the process ${pid}`),
  })
  // A page that is asked for before that would fail on tables that are not there yet.
  await migrated
  const web = startWebProcess({
    root,
    logDir,
    host: settings.HOST,
    port: settings.PORT,
    env: withSandbox({ env, settings, hasDemo }),
    onGiveUp: onFailure,
    onTrouble: (text) => printer.trouble('trouble', text),
  })
  onStarted({ what: 'program', end: web.stop })
  const host = ['0.0.0.0', '::'].includes(settings.HOST) ? '127.0.0.1' : settings.HOST
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${settings.PORT}/admin/login`
  await waitForHttp({ url, name: 'panel', timeoutMs: 60_000, signal })
  printer.ready('panel', printer.colour('bold', `${settings.SERVER_URL}/admin`))
  printer.ready('phone page', printer.colour('bold', `${settings.SERVER_URL}/agent`))
}

/** Where the stand-ins are reached: three ports in a row. */
export function sandboxUrls(port: number) {
  return { postiz: `http://127.0.0.1:${port}`, fcm: `http://127.0.0.1:${port + 1}` }
}

type WithSandboxArgs = { env: NodeJS.ProcessEnv; settings: Prepared['settings']; hasDemo?: boolean }

function withSandbox({ env, settings, hasDemo = true }: WithSandboxArgs): NodeJS.ProcessEnv {
  if (!hasDemo) return env
  const { postiz, fcm } = sandboxUrls(settings.SANDBOX_PORT)
  return {
    ...env,
    POSTIZ_SANDBOX_URL: postiz,
    ...(settings.FIREBASE_SERVICE_ACCOUNT ? {} : { FCM_SANDBOX_URL: fcm }),
  }
}

const seconds = (began: number) => `${((Date.now() - began) / 1000).toFixed(1)} s`
