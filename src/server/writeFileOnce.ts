import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { codeOf } from './setupError.ts'

type Args = { path: string; content: string; mode?: number }

/**
 * Writes a file that must never change once it is there, whole or not at all. Of several processes
 * one wins; each gets what stands in the file in the end.
 */
export function writeFileOnce({ path, content, mode = 0o600 }: Args): string {
  const whole = `${path}.${process.pid}`
  writeFileSync(whole, content, { mode })
  try {
    linkSync(whole, path)
    return content
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return readFileSync(path, 'utf8')
  } finally {
    rmSync(whole, { force: true })
  }
}
