import pg from 'pg'
import { isPortTaken } from './findFreePort.ts'
import { listenForStop } from './listenForStop.ts'
import { tryLock } from './lockFile.mjs'
import { type Prepared, prepare } from './prepare.ts'
import { printEvents } from './printEvents.ts'
import { makePrinter } from './printLines.ts'
import { readEvents } from './readEvents.ts'
import { runCommand } from './runCommand.ts'
import { type SetupError, setupError } from './setupError.ts'
import { type Ending, startStack } from './startStack.ts'
import { startLock } from './useDatabase.ts'

/** `npm start`: everything at once on one machine, until Ctrl-C. */
await runCommand(async () => {
  const stopAsked = listenForStop()
  const failure = new AbortController()
  const over = new AbortController()
  const signal = AbortSignal.any([stopAsked, failure.signal, over.signal])
  const printer = makePrinter()
  const prepared = prepare()
  const { settings } = prepared
  const hasDemo = settings.DEMO ?? !settings.DATABASE_URL
  const release = takeStartLock(prepared)
  const started: Ending[] = []
  try {
    await refuseTakenPorts({ prepared, hasDemo })
    printer.line(`\n  ${printer.colour('bold', 'Postyard')}  (Ctrl-C stops it)\n`)
    await startStack({
      prepared,
      printer,
      signal,
      hasDemo,
      onStarted(ending) {
        // What was on its way up when the end came goes down with the rest.
        if (over.signal.aborted) void ending.end()
        else started.push(ending)
      },
      onFailure: (error: SetupError) => failure.abort(error),
      onWorking(url) {
        const db = new pg.Pool({ connectionString: url, max: 1 })
        // An idle connection that breaks is not worth a word: the next look opens another.
        db.on('error', () => {})
        const printing = printEvents({
          read: (after) => readEvents({ db, after }),
          printer,
          signal,
        })
        started.push({ what: 'program', end: () => printing.then(() => db.end()) })
      },
    })
    printer.line(`\n  ${printer.colour('bold', 'All is ready.')} What goes out is shown below.\n`)
    // A stop that was asked for while the last of it came up has been told already, and is not told again.
    if (!signal.aborted) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    if (stopAsked.aborted) printer.line('\n  Stopping …')
    over.abort()
    for (const what of ['program', 'sandbox', 'database'] as const) {
      await Promise.all(started.filter((one) => one.what === what).map(({ end }) => end()))
    }
    release()
  }
  if (failure.signal.aborted && !stopAsked.aborted) throw failure.signal.reason
  return 0
})

/** Two of them on the same data would tear it apart. Throws `ALREADY_RUNNING`. */
function takeStartLock(prepared: Prepared): () => void {
  const lock = tryLock(startLock(prepared))
  if ('release' in lock) return lock.release
  throw setupError({
    code: 'ALREADY_RUNNING',
    message: `Postyard already runs from this folder (process ${lock.holder.pid}): stop that one first (Ctrl-C there, or kill ${lock.holder.pid}), or set DATA_DIR and PORT for a second one.`,
  })
}

/** Throws `PORT_IN_USE`, with the variable that names another one. */
async function refuseTakenPorts({ prepared, hasDemo }: { prepared: Prepared; hasDemo: boolean }) {
  const { HOST, PORT, SANDBOX_PORT } = prepared.settings
  const wanted = [
    { variable: 'PORT', port: PORT, host: HOST, first: PORT },
    ...(hasDemo
      ? [0, 1, 2].map((more) => ({
          variable: 'SANDBOX_PORT',
          port: SANDBOX_PORT + more,
          host: '127.0.0.1',
          first: SANDBOX_PORT,
        }))
      : []),
  ]
  for (const { variable, port, host, first } of wanted) {
    if (!(await isPortTaken({ port, host }))) continue
    throw setupError({
      code: 'PORT_IN_USE',
      message: `The port ${port} is in use by another program: stop that, or choose another one, for example ${variable}=${first + 100} npm start.`,
    })
  }
}
