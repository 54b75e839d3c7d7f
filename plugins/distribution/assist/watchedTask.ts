import { z } from 'zod'
import type { TenantRecord } from '../channels/readConnection.ts'
import { idOutput, instantOutput } from '../operation.ts'
import { nextStep, steps } from './nextStep.ts'
import { ladderOf, leaseAt } from './openTasks.ts'
import { taskSummaryOutput, toTaskSummary } from './taskAnswer.ts'
import type { TaskRow } from './taskRows.ts'

/** An assist task as staff see it: what comes next by itself, and whether it wants one of them. */
export const watchedTaskOutput = taskSummaryOutput.extend({
  delivery: idOutput,
  state: z.string().meta({ description: 'The state of its delivery.' }),
  why: z.string().nullable().meta({
    description: 'Why whoever has it was asked, or why nobody could be.',
  }),
  note: z.string().nullable(),
  next: z
    .object({
      to: z.enum(['reminded', 'passedOn', 'managerTold', 'askedAgain', 'expired']),
      at: instantOutput,
    })
    .nullable()
    .meta({ description: 'What happens by itself if nobody does anything; null once it ended.' }),
  need: z.enum(['decide', 'expired', 'nobody', 'late']).nullable().meta({
    description:
      'Why it wants a manager: `decide` on an "I did post" after the deadline or while somebody else had it, `expired` without an answer, `nobody` could be asked, `late` after a manager was told. Null while it goes its way.',
  }),
})

type Watched = z.input<typeof watchedTaskOutput>

type Patience = Pick<TenantRecord, 'timezone' | 'manual'>

const isPaused = (row: TaskRow, now: Date): boolean =>
  row.snoozed_until !== null && row.snoozed_until > now

/** What happens to an open task by itself, and when. */
const nextOf = (row: TaskRow, tenant: Patience, now: Date): Watched['next'] => {
  if (row.outcome !== null) return null
  if (row.snoozed_until && isPaused(row, now)) {
    return { to: 'askedAgain', at: row.snoozed_until.toISOString() }
  }
  const step = nextStep(ladderOf(row, tenant))
  return step
    ? { to: step.to, at: step.at.toISOString() }
    : { to: 'expired', at: row.deadline_at.toISOString() }
}

/** Whoever has it open is at it, and a pause is somebody's own choice: neither wants anybody else. */
const needOf = (row: TaskRow, now: Date): Watched['need'] => {
  const isUndecided = row.outcome === null || row.state === 'expired'
  if (row.claim && isUndecided) return 'decide'
  if (row.outcome === 'expired' && row.state === 'expired') {
    return row.answered_at === null ? 'expired' : 'decide'
  }
  if (row.outcome !== null || leaseAt(row, now) !== null || isPaused(row, now)) return null
  if (row.assignee_id === null) return 'nobody'
  return row.step >= steps.managerTold ? 'late' : null
}

export const toWatchedTask = (row: TaskRow, tenant: Patience, now: Date): Watched => ({
  ...toTaskSummary(row, now),
  delivery: row.delivery_id,
  state: row.state,
  why: row.assignee_reason,
  note: row.note,
  next: nextOf(row, tenant, now),
  need: needOf(row, now),
})

export type WatchedTask = z.output<typeof watchedTaskOutput>
