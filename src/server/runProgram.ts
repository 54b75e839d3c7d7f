import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { dirname } from 'node:path'

type Args = {
  program: string
  args: string[]
  env: NodeJS.ProcessEnv
  cwd: string
  logFile: string
  isNice?: boolean
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
  const { program, env, cwd, logFile, isNice, signal } = args
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'w')
  const child = spawn(program, args.args, {
    cwd,
    env: { ...env, POSTYARD_PARENT: String(process.pid) },
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  if (isNice && child.pid) setPriority(child.pid, 10)
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
