import type { TaskSummary } from './task.ts'

/** The tasks that were to be done by somebody and are in their list no more, as when they went to a colleague. */
export const findMoved = (before: TaskSummary[], after: TaskSummary[]): TaskSummary[] => {
  const still = new Set(after.map((task) => String(task.id)))
  return before.filter((task) => task.outcome === null && !still.has(String(task.id)))
}
