import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

type Args = {
  root: string
  /** Files and folders below `root`; what is not there is left out. */
  of: string[]
  /** Files and folders below `root` that do not count. */
  except?: string[]
}

/** A hash of the content of all source files; tests beside them do not count. */
export function hashSources({ root, of, except = [] }: Args): string {
  const hash = createHash('sha256').update(process.version)
  const add = (path: string): void => {
    if (except.includes(path) || /\.test\.tsx?$/.test(path)) return
    const absolute = join(root, path)
    if (!existsSync(absolute)) return
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) add(`${path}/${name}`)
      return
    }
    hash.update(`\0${path}\0`).update(readFileSync(absolute))
  }
  for (const path of of) add(path)
  return hash.digest('hex')
}
