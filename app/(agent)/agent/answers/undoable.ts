import type { AnswerBook } from './answerBook.ts'

export type Undoable = {
  task: string
  title: string
  outcome: 'posted' | 'skipped' | 'failed'
  /** Time left to take it back, in milliseconds; undefined where it is not sent yet. */
  msLeft?: number
}

type Args = {
  book: Pick<AnswerBook, 'waiting' | 'settled'>
  /** Milliseconds UTC. */
  now: number
  /** Of this task only. */
  task?: string
}

/** The last answer that can be taken back now: one that is not sent yet, or one that arrived a moment ago. */
export const undoable = ({ book, now, task }: Args): Undoable | undefined => {
  const isMeant = (entry: { task: string }) => task === undefined || entry.task === task
  const last = book.waiting.findLast((entry) => isMeant(entry) && entry.outcome !== 'snoozed')
  if (last) {
    if (last.outcome === 'undo' || last.outcome === 'snoozed') return undefined
    return { task: last.task, title: last.title, outcome: last.outcome }
  }
  const open = book.settled.findLast(
    (entry) => isMeant(entry) && Date.parse(entry.canUndoUntil) > now,
  )
  if (!open) return undefined
  const { title, outcome, canUndoUntil } = open
  return { task: open.task, title, outcome, msLeft: Date.parse(canUndoUntil) - now }
}
