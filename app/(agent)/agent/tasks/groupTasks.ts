import type { Coming } from './coming.ts'
import { heldByOther, type TaskView } from './task.ts'

/** What stands in the list: a task, or a post that will become one. */
export type Entry = { is: 'task'; task: TaskView } | { is: 'coming'; coming: Coming }

export type Groups = { now: TaskView[]; today: Entry[]; coming: Entry[]; done: TaskView[] }

type Args = {
  tasks: TaskView[]
  coming: Coming[]
  /** The id of the person whose list it is. */
  me: string
  /** Milliseconds UTC. */
  now: number
}

const time = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant))

/** When a task that was put off comes back, in milliseconds UTC; undefined where it does not wait. */
export const waitsUntil = (
  task: Pick<TaskView, 'snoozedUntil'>,
  now: number,
): number | undefined => (time(task.snoozedUntil) > now ? time(task.snoozedUntil) : undefined)

/** When an entry's turn comes, in milliseconds UTC. */
export const timeOf = (entry: Entry): number =>
  entry.is === 'coming' ? time(entry.coming.dueAt) : time(entry.task.snoozedUntil)

const isToday = (instant: number, now: number): boolean =>
  new Date(instant).toDateString() === new Date(now).toDateString()

/**
 * Sorts what a person has into what is to be done now, what follows today and on other days (the next one first), and
 * what is over (the last one first). Now stands what nobody has in hand, the nearest deadline on top; below it what
 * somebody else has opened. What was begun early is in hand, and so stands there, too. Days are those of the phone.
 */
export const groupTasks = ({ tasks, coming, me, now }: Args): Groups => {
  const open = tasks.filter((task) => task.outcome === null)
  const isHeld = (task: TaskView) => Number(heldByOther(task, me, now) !== undefined)
  const waiting = [
    ...open
      .filter((task) => waitsUntil(task, now) !== undefined)
      .map((task): Entry => ({ is: 'task', task })),
    ...coming.map((entry): Entry => ({ is: 'coming', coming: entry })),
  ].sort((a, b) => timeOf(a) - timeOf(b))
  return {
    now: open
      .filter((task) => waitsUntil(task, now) === undefined)
      .sort(
        (a, b) =>
          isHeld(a) - isHeld(b) ||
          time(a.deadlineAt) - time(b.deadlineAt) ||
          time(a.dueAt) - time(b.dueAt),
      ),
    today: waiting.filter((entry) => timeOf(entry) <= now || isToday(timeOf(entry), now)),
    coming: waiting.filter((entry) => timeOf(entry) > now && !isToday(timeOf(entry), now)),
    done: tasks
      .filter((task) => task.outcome !== null)
      .sort((a, b) => time(b.answeredAt ?? b.deadlineAt) - time(a.answeredAt ?? a.deadlineAt)),
  }
}
