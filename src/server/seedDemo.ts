import { join } from 'node:path'
import { z } from 'zod'
import { entryPath } from './buildEntries.ts'
import { runProgram } from './runProgram.ts'
import { setupError } from './setupError.ts'

/** Someone of the demo agency. */
const loginShape = z.object({ role: z.string(), email: z.string(), password: z.string() })

/** What the making of the demo agency gives back. */
export const demoResult = z.object({ logins: z.array(loginShape) })

export type DemoResult = z.infer<typeof demoResult>

type Args = {
  root: string
  env: NodeJS.ProcessEnv
  logDir: string
  signal?: AbortSignal
}

/**
 * Puts the demo agency into the database, unless it is there; gives back who may log in.
 * Throws `DEMO_FAILED`.
 */
export async function seedDemo({ root, env, logDir, signal }: Args): Promise<DemoResult> {
  const { code, output, message } = await runProgram({
    program: process.execPath,
    args: [entryPath({ root, name: 'seed' })],
    cwd: root,
    env,
    logFile: join(logDir, 'seed.log'),
    ...(signal ? { signal } : {}),
  })
  signal?.throwIfAborted()
  if (code === 0) return demoResult.parse(message)
  throw setupError({
    code: 'DEMO_FAILED',
    message: `${output.trim().split('\n').slice(-15).join('\n')}\nThe demo agency could not be made. Start without it (DEMO=false), or with an empty database.`,
  })
}
