import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { setupError } from '../setupError.ts'

type Args = { root: string; outDir: string }

const run = promisify(execFile)

/** Compiles `plugins` file by file, with types, as `tsconfig.package.json` says. Throws `BUILD_FAILED`. */
export async function compilePlugins({ root, outDir }: Args): Promise<void> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const args = [compiler, '--project', join(root, 'tsconfig.package.json'), '--outDir', outDir]
  try {
    await run(process.execPath, args, { cwd: root })
  } catch (cause) {
    const { stdout } = cause as { stdout?: string }
    throw setupError({
      code: 'BUILD_FAILED',
      message: `The plugins don't compile:\n${stdout?.trim() || String(cause)}`,
      cause,
    })
  }
}
