import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sources } from './buildEntries.ts'
import { buildOnce } from './buildOnce.ts'
import { hashSources } from './hashSources.ts'
import { runProgram } from './runProgram.ts'
import { setupError } from './setupError.ts'
import { standIns } from './standIns.ts'

type Args = {
  root: string
  env: NodeJS.ProcessEnv
  logFile: string
  /** Told every ten seconds, with the seconds since it began. */
  onProgress: (seconds: number) => void
  onWait?: (pid: number) => void
  signal?: AbortSignal
}

/**
 * Builds the web server with Next, unless that is done for the same sources. Throws `BUILD_FAILED`
 * with the last of what Next said.
 */
export async function buildWeb(args: Args): Promise<void> {
  const { root, env, logFile, onProgress, signal } = args
  const hash = hashSources({ root, of: sources, except: ['src/sandbox', 'src/seed'] })
  const result = join(root, '.next', 'BUILD_ID')
  const wait = args.onWait ? { onWait: args.onWait } : {}
  await buildOnce({ root, name: 'web', hash, result, ...wait }, async () => {
    rmSync(result, { force: true })
    const began = Date.now()
    const timer = setInterval(() => onProgress(Math.round((Date.now() - began) / 1000)), 10_000)
    const { code, output } = await runProgram({
      program: process.execPath,
      args: [
        ...endWithParent(root),
        join(root, 'node_modules', 'next', 'dist', 'bin', 'next'),
        'build',
      ],
      cwd: root,
      env: { ...standIns, ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      logFile,
      // On a first start the worker and the sandbox already have something to do.
      isNice: true,
      ...(signal ? { signal } : {}),
    }).finally(() => clearInterval(timer))
    if ((code !== 0 || !existsSync(result)) && !signal?.aborted) {
      throw setupError({
        code: 'BUILD_FAILED',
        message: `${output.trim().split('\n').slice(-30).join('\n')}\nThe panel could not be built: correct what Next says above (all of it is in ${logFile}).`,
      })
    }
    signal?.throwIfAborted()
  })
}

/** Options of Node by which a program ends when the process that started it has gone. */
export function endWithParent(root: string): string[] {
  return ['--import', pathToFileURL(join(root, 'src', 'server', 'endWithParent.ts')).href]
}
