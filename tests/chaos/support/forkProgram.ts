import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { bundle } from '../../../src/server/buildEntries.ts'
import { rootDir } from '../../../src/server/env.ts'

/** Compiles a program of the tests as the worker is compiled, and gives its path. */
export const compile = async (file: string): Promise<string> => {
  await bundle({ root: rootDir, files: [file], outdir: join(rootDir, '.build') })
  return join(rootDir, '.build', basename(file).replace(/\.ts$/, '.mjs'))
}

/** Starts a program in a process of its own, and waits for what it says when it is ready. */
export const startSaying = async (
  program: string,
  args: string[] = [],
): Promise<{ child: ChildProcess; said: unknown }> => {
  const child = fork(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The program ended before it was ready: ${code}`)
  })
  const [said] = await Promise.race([once(child, 'message'), ended])
  ended.catch(() => {})
  return { child, said }
}

/** Starts a program in a process of its own, and waits until it says that it is ready. */
export const start = async (program: string, args: string[] = []): Promise<ChildProcess> =>
  (await startSaying(program, args)).child

export const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
