import { callApi } from '../shell/callApi.ts'
import type { Words } from '../words/index.ts'
import type { Task, TaskSummary } from './task.ts'

/** Where a task went that was the person's: to somebody, done by somebody, or out of their reach. */
export type Moved = {
  id: string
  title: string
  end: { is: 'with'; name: string } | { is: 'doneBy'; name: string } | { is: 'gone' }
}

/** Looks where a task went; undefined where it is still theirs, or where that cannot be said now. */
export const whereTo = async (task: TaskSummary, me: string): Promise<Moved | undefined> => {
  const found = { id: String(task.id), title: task.title }
  const reply = await callApi<Task>({ path: `/assist/tasks/${encodeURIComponent(found.id)}` })
  if (!reply.isOk) {
    const isOut = reply.status === 403 || reply.status === 404
    return isOut ? { ...found, end: { is: 'gone' } } : undefined
  }
  const { outcome, assignee, answeredBy } = reply.value
  const who = outcome === null ? assignee : answeredBy
  if (!who || String(who.id) === me) return undefined
  return { ...found, end: { is: outcome === null ? 'with' : 'doneBy', name: who.name } }
}

/** Where it went, in a sentence. */
export const sayMoved = ({ title, end }: Moved, { moved }: Pick<Words, 'moved'>): string =>
  end.is === 'gone' ? moved.gone({ title }) : moved[end.is]({ title, name: end.name })
