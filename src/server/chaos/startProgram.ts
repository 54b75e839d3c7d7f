import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setupError } from '../setupError.ts'
import { type ProgramArgs, spawnLogged } from '../spawnLogged.ts'

/**
 * Starts a program in a process of its own and waits for the first message that it sends.
 * Throws `PROGRAM_ENDED` with the last of what it said where it ends before that.
 */
export function startProgram(
  args: ProgramArgs,
): Promise<{ child: ChildProcess; message: unknown }> {
  const child = spawnLogged(args, 'w')
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('message', (message) => resolve({ child, message }))
    child.once('exit', (code, signal) => {
      const said = readFileSync(args.logFile, 'utf8').trim().split('\n').slice(-15).join('\n')
      const message = `${said}\nA program of the run ended before it was ready (${signal ?? code}): see what it says above.`
      reject(setupError({ code: 'PROGRAM_ENDED', message }))
    })
  })
}
