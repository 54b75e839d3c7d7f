import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { setPriority } from 'node:os'
import { dirname } from 'node:path'

export type ProgramArgs = {
  program: string
  args: string[]
  env: NodeJS.ProcessEnv
  cwd: string
  logFile: string
  /** Lets others have the processor first. */
  isNice?: boolean
}

/**
 * Starts a program that writes all it says to a file, can send messages, and knows whose child it is. Ctrl-C reaches
 * only the parent, which ends it in good order. `mode`: `w` begins the file anew, `a` goes on with it.
 */
export function spawnLogged(args: ProgramArgs, mode: 'a' | 'w'): ChildProcess {
  const { program, env, cwd, logFile, isNice } = args
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, mode)
  const child = spawn(program, args.args, {
    cwd,
    env: { ...env, POSTYARD_PARENT: String(process.pid) },
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  if (isNice && child.pid) setPriority(child.pid, 10)
  return child
}
