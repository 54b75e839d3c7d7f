import type { SeriesMatter } from '../../model/series.ts'
import type { SourceRead } from './foundItem.ts'
import type { SourceRow } from './sourceRows.ts'

/** Whether a source could not be read; one that was read, but not the whole of it, is not broken. */
export const isBroken = (problem: SeriesMatter | null): boolean =>
  problem !== null && problem.code !== 'ITEMS_LEFT_OUT'

/** What the matter is with what was read: notes are told as one. */
export const problemOf = (
  read: SourceRead,
  row: Pick<SourceRow, 'problem'>,
  now: Date,
): SeriesMatter | null => {
  // A feed that answers that nothing has changed can be read again.
  if (read.kind === 'unchanged') return isBroken(row.problem) ? null : row.problem
  const said =
    read.kind === 'broken'
      ? { code: read.code, message: read.message }
      : read.kind === 'read' && read.notes.length > 0
        ? { code: 'ITEMS_LEFT_OUT', message: read.notes.slice(0, 5).join(' ') }
        : undefined
  if (!said) return null
  const since = row.problem?.code === said.code ? row.problem.since : now.toISOString()
  return { ...said, since }
}
