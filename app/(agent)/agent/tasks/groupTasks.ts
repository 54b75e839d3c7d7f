import type { TaskView } from './task.ts'

export type Groups = { now: TaskView[]; later: TaskView[]; done: TaskView[] }

const time = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant))

/** When a task that waits comes back, in milliseconds UTC; undefined where it does not wait. */
export const waitsUntil = (task: TaskView, now: number): number | undefined => {
  const until = Math.max(time(task.snoozedUntil), time(task.dueAt))
  return until > now ? until : undefined
}

/**
 * Sorts tasks into what is to be done now (the nearest deadline first), what comes later (the next one first) and what
 * is over (the last one first). `now` in milliseconds UTC.
 */
export const groupTasks = (tasks: TaskView[], now: number): Groups => {
  const open = tasks.filter((task) => task.outcome === null)
  return {
    now: open
      .filter((task) => waitsUntil(task, now) === undefined)
      .sort((a, b) => time(a.deadlineAt) - time(b.deadlineAt) || time(a.dueAt) - time(b.dueAt)),
    later: open
      .filter((task) => waitsUntil(task, now) !== undefined)
      .sort((a, b) => (waitsUntil(a, now) ?? 0) - (waitsUntil(b, now) ?? 0)),
    done: tasks
      .filter((task) => task.outcome !== null)
      .sort((a, b) => time(b.answeredAt ?? b.deadlineAt) - time(a.answeredAt ?? a.deadlineAt)),
  }
}

/** Whether all these times fall on the day of `now`, in the phone's zone. */
export const areToday = (instants: number[], now: number): boolean =>
  instants.every((instant) => new Date(instant).toDateString() === new Date(now).toDateString())
