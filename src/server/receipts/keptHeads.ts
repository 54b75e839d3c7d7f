import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Heads, Verification } from 'postyard'
import { setupError } from '../setupError.ts'

const isHead = (value: unknown): boolean => {
  const { seq, hash } = (value ?? {}) as Record<string, unknown>
  return typeof seq === 'number' && typeof hash === 'string'
}

/** The ends of the chains as an earlier run left them; none where there is no such file. Throws `HEADS_UNREADABLE`. */
export function readHeads(file: string): Heads {
  try {
    const heads: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (heads === null || typeof heads !== 'object' || !Object.values(heads).every(isHead))
      throw new Error('It holds something else.')
    return heads as Heads
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw setupError({
      code: 'HEADS_UNREADABLE',
      message: `The ends of the chains cannot be read from ${file}: ${cause instanceof Error ? cause.message : cause} Bring back the file that the last run wrote; without it this run could not notice an end that was cut off.`,
      cause,
    })
  }
}

/** Writes the ends that were found, beside those of tenants that were not looked at or do not hold. */
export function keepHeads(file: string, known: Heads, { verdicts }: Verification): void {
  const found = verdicts.flatMap(({ tenant, head, broken }) =>
    head && !broken ? [[tenant, head] as const] : [],
  )
  const heads = { ...known, ...Object.fromEntries(found) }
  writeFileSync(`${file}.new`, `${JSON.stringify(heads, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}
