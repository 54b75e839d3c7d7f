import type { z } from 'zod'
import type {
  taskOutput,
  taskSummaryOutput,
} from '../../../../plugins/distribution/assist/taskAnswer.ts'

/** A task as the API lists it. */
export type TaskSummary = z.output<typeof taskSummaryOutput>

/** A task as the API opens it: with its caption, its files and its app. */
export type Task = z.output<typeof taskOutput>

export type TaskFile = Task['files'][number]

/** A task as the page shows it: what the API said, and on top what was answered here and is not sent yet. */
export type TaskView = TaskSummary & { isWaiting: boolean }

type Lease = NonNullable<TaskSummary['lease']>

/** True where it was answered after its deadline, so that a manager decides. */
export const isWithManager = (task: TaskSummary): boolean =>
  task.outcome === 'expired' && task.answeredAt !== null

/** Who else has the task open at a time, in milliseconds UTC; undefined where nobody but `me` has. */
export const heldByOther = (
  { outcome, lease }: Pick<TaskSummary, 'outcome' | 'lease'>,
  me: string,
  now: number,
): Lease | undefined =>
  outcome === null &&
  lease !== null &&
  String(lease.holder.id) !== me &&
  Date.parse(lease.until) > now
    ? lease
    : undefined
