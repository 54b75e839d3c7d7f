import type { TaskOfDelivery } from '../../assist/operations/taskOfDelivery.ts'
import type { WatchedTask } from '../../assist/watchedTask.ts'

/** What has been done about a task that nobody has answered yet. */
export const stepWords: Record<WatchedTask['step'], string> = {
  asked: 'Asked',
  reminded: 'Reminded',
  passedOn: 'Asked again, or somebody else was',
  managerTold: 'A manager was told',
}

type Next = NonNullable<WatchedTask['next']>

/** What happens next by itself. */
export const nextWords: Record<Next['to'], string> = {
  reminded: 'reminder',
  passedOn: 'the next one is asked',
  managerTold: 'a manager is told',
  askedAgain: 'asked again',
  expired: 'expires',
}

const done: Record<string, string> = {
  assigned: 'Asked',
  reminded: 'Reminded',
  passed_on: 'Passed on',
  manager_told: 'A manager was told',
  asked_again: 'Asked again',
}

const doneBy: Record<string, string> = {
  opened: 'Opened by',
  closed: 'Let go by',
  handed_over: 'Handed over by',
  reassigned: 'Reassigned by',
  taken_over: 'Taken over by',
  answered_for: 'Answered for whoever had it by',
  snoozed: 'Put off by',
  undone: 'Answer undone by',
  answered_late: 'Said to be posted, after the deadline, by',
  claimed: 'Said to be posted, while somebody else had it, by',
  late_accepted: 'Accepted as posted by',
  late_refused: 'Not accepted as posted by',
}

/** One step of a task's history in words: what was done and by whom; why stands beside it. */
export const tellStep = ({ type, by }: TaskOfDelivery['steps'][number]): string => {
  const own = done[type]
  if (own) return own
  const words = doneBy[type] ?? `${type.replaceAll('_', ' ')}, by`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${by}`
}

/** Why whoever has a task was asked, or why nobody could be; without their name, which stands before it. */
export const tellWhy = ({ why, assignee }: Pick<WatchedTask, 'why' | 'assignee'>): string => {
  const prefix = `${assignee?.name}: `
  return why?.startsWith(prefix) ? why.slice(prefix.length) : (why ?? '')
}
