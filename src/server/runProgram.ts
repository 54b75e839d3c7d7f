import { readFileSync } from 'node:fs'
import { type ProgramArgs, spawnLogged } from './spawnLogged.ts'

type Args = ProgramArgs & {
  /** Ends the program early. */
  signal?: AbortSignal
}

type Result = {
  /** -1 after a signal. */
  code: number
  /** All that it said. */
  output: string
  /** The last message that it sent with `process.send`. */
  message: unknown
}

/** Runs a program to its end, with its output in `logFile`. */
export async function runProgram(args: Args): Promise<Result> {
  const { logFile, signal } = args
  const child = spawnLogged(args, 'w')
  let message: unknown
  child.on('message', (sent) => {
    message = sent
  })
  const stop = () => child.kill('SIGTERM')
  signal?.addEventListener('abort', stop)
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode) => resolve(exitCode ?? -1))
  })
  signal?.removeEventListener('abort', stop)
  return { code, output: readFileSync(logFile, 'utf8'), message }
}
