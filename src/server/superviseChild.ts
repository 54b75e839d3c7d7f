import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { type SetupError, setupError } from './setupError.ts'
import { type ProgramArgs, spawnLogged } from './spawnLogged.ts'

/** In `logFile` the start before is kept as `<logFile>.1`. */
export type SuperviseArgs = ProgramArgs & {
  /** What a person calls it: "worker". */
  name: string
  /** After this it is ended without mercy. */
  stopTimeoutMs: number
  /** It stopped by itself and is started again. */
  onTrouble: (sentence: string) => void
  /** It stops again and again. */
  onGiveUp: (error: SetupError) => void
}

export type Child = { pid: () => number | undefined; stop: () => Promise<void> }

const mostRestarts = 5
const withinMs = 60_000

/** Starts a process and keeps it running: one that ends is started again, at first at once, then slower. */
export function superviseChild(args: SuperviseArgs): Child {
  const { name, logFile } = args
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`)
  let isStopping = false
  let child: ChildProcess | undefined
  const deaths: number[] = []

  const run = () => {
    child = spawnLogged(args, 'a')
    let why = ''
    child.once('error', (error) => {
      why = error.message
      if (child?.pid === undefined) void goOn()
    })
    child.once('exit', (code, signal) => {
      why ||= signal ? `by ${signal}` : `with code ${code}`
      void goOn()
    })
    const goOn = async () => {
      if (isStopping) return
      const now = Date.now()
      deaths.push(now)
      const recent = deaths.filter((at) => now - at < withinMs).length
      const sentence = `The ${name} ended ${why}: ${lastWords(logFile)} (all of it in ${logFile})`
      if (recent >= mostRestarts) {
        args.onGiveUp(
          setupError({
            code: 'CHILD_WILL_NOT_RUN',
            message: `${sentence}. It ended ${recent} times within a minute, so everything stops.`,
          }),
        )
        return
      }
      const pauseMs = 500 * 2 ** (recent - 1)
      args.onTrouble(`${sentence}; it starts again in ${pauseMs / 1000} s`)
      await sleep(pauseMs)
      if (!isStopping) run()
    }
  }
  run()

  return {
    pid: () => child?.pid,
    async stop() {
      isStopping = true
      if (child) await endChild({ child, timeoutMs: args.stopTimeoutMs })
    },
  }
}

/** Ends a process: asks it to, and after `timeoutMs` does not ask any more. */
export async function endChild({ child, timeoutMs }: { child: ChildProcess; timeoutMs: number }) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
  await ended
  clearTimeout(timer)
}

/** What tells most of why it ended: the last line that speaks of an error, else the last one. */
function lastWords(logFile: string): string {
  const lines = stripVTControlCharacters(readFileSync(logFile, 'utf8')).trim().split('\n')
  const line = lines.findLast((text) => /error|cannot|refused|denied/i.test(text)) ?? lines.at(-1)
  return line?.trim().slice(0, 300) || 'it said nothing'
}
