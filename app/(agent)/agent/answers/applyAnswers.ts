import type { TaskSummary, TaskView } from '../tasks/task.ts'
import type { Answer } from './answerBook.ts'

const minute = 60_000

const apply = (task: TaskView, answer: Answer): TaskView => {
  const isWaiting = true
  if (answer.outcome === 'snoozed') {
    const until = answer.givenAt + (answer.minutes ?? 15) * minute
    return { ...task, isWaiting, snoozedUntil: new Date(until).toISOString() }
  }
  if (answer.outcome === 'undo') {
    return { ...task, isWaiting, outcome: null, answeredAt: null, proofUrl: null }
  }
  const answeredAt = new Date(answer.givenAt).toISOString()
  // After its deadline an answer does not change the outcome: it goes to a manager.
  const outcome = task.outcome === 'expired' ? 'expired' : answer.outcome
  return { ...task, isWaiting, outcome, answeredAt, proofUrl: answer.url ?? null }
}

/** Shows what was answered on this phone as done already, also while it still waits to be sent. */
export const applyAnswers = (tasks: TaskSummary[], waiting: Answer[]): TaskView[] =>
  tasks.map((task) =>
    waiting
      .filter((answer) => answer.task === String(task.id))
      .reduce(apply, { ...task, isWaiting: false }),
  )
