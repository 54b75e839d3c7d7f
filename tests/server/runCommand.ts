import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { rootDir } from '../../src/server/env.ts'

type Args = {
  command: string
  args?: string[]
  /** On top of the environment of the tests; undefined takes a variable away. */
  env?: Record<string, string | undefined>
}

/** Runs a command of `src/server` as npm does, to its end. Colours are off. */
export async function runServerCommand({ command, args = [], env = {} }: Args) {
  const child = spawn(process.execPath, [join(rootDir, 'src/server', `${command}.ts`), ...args], {
    cwd: rootDir,
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      VITEST: undefined,
      ...env,
    } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await closed, output, errors }
}
