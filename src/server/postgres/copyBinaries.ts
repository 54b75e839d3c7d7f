import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { systemDir } from '../dataDir.ts'
import { explainFileError } from '../explainFileError.ts'

type Args = { binaries: string; version: string }

/**
 * Copies the binaries to where the user `postgres` may execute them (the checkout of root usually
 * lies where nobody else may enter), once per version. Gives back the folder of the copy.
 */
export function copyBinaries({ binaries, version }: Args): string {
  const target = join(systemDir, 'binaries', `${version}-${process.arch}`)
  if (existsSync(target)) return target
  const half = `${target}.${process.pid}`
  try {
    mkdirSync(join(systemDir, 'binaries'), { recursive: true, mode: 0o755 })
    cpSync(binaries, half, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    })
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    // Another start was faster.
    if (existsSync(target)) return target
    throw explainFileError({ error, path: systemDir }) ?? error
  }
  return target
}
