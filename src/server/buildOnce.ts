import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lockFile.mjs'

type Args = {
  root: string
  name: string
  /** Changes with the sources. */
  hash: string
  /** What the build leaves; where it has gone, the build is made again. */
  result: string
  onWait?: (pid: number) => void
}

/**
 * Runs `build` unless its result for the same sources is there. Of several processes one builds,
 * the others wait and use it. A build that was killed halfway does not count.
 */
export async function buildOnce(args: Args, build: () => Promise<void>): Promise<void> {
  const { root, name, hash, result, onWait } = args
  const folder = join(root, '.build')
  const stamp = join(folder, `${name}.stamp`)
  const isBuilt = () =>
    existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
  if (isBuilt()) return
  mkdirSync(folder, { recursive: true })
  await withLock(
    { path: join(folder, `${name}.lock`), ...(onWait ? { onWait } : {}) },
    async () => {
      if (isBuilt()) return
      rmSync(stamp, { force: true })
      await build()
      writeFileSync(stamp, hash)
    },
  )
}
