import { type Coming, pageOfComing } from './coming.ts'
import type { TaskSummary } from './task.ts'

/** Something whose caption and files are to be on the phone before its time. */
export type Needed = { page: string; path: string }

/** What is due within this time is fetched before, in milliseconds. */
const aheadMs = 4 * 60 * 60_000

/** As many at most, so that a phone is not filled. */
const most = 20

type Args = {
  tasks: TaskSummary[]
  coming: Coming[]
  /** Milliseconds UTC. */
  now: number
}

/** What a phone should hold in case that its network goes: what is to be done now, then what is due in the next hours, the next one first. */
export const soonFirst = ({ tasks, coming, now }: Args): Needed[] =>
  [
    ...tasks
      .filter((task) => task.outcome === null)
      .toSorted((a, b) => Date.parse(a.deadlineAt) - Date.parse(b.deadlineAt))
      .map(({ id }) => ({ page: String(id), path: `/assist/tasks/${encodeURIComponent(id)}` })),
    ...coming
      .filter(({ dueAt, isReady }) => isReady && Date.parse(dueAt) < now + aheadMs)
      .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
      .map(({ delivery }) => ({
        page: pageOfComing(delivery),
        path: `/assist/coming/${encodeURIComponent(delivery)}`,
      })),
  ].slice(0, most)
