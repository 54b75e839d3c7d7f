import type { WatchedTask } from '../../assist/watchedTask.ts'

export type TaskActionName = 'take' | 'give' | 'answer' | 'accept' | 'refuse' | 'posted' | 'again'

export type TaskAction = {
  name: TaskActionName
  /** What the button says. */
  label: string
  /** What is said once it is done. */
  done: string
  isPrimary?: boolean
  /** What is asked before; none where one press does it. */
  heading?: string
  confirm?: string
  keep?: string
}

const take: TaskAction = {
  name: 'take',
  label: 'Take over',
  done: 'It is yours now: post it, then answer.',
  isPrimary: true,
  heading: 'Take it over?',
  confirm: 'Take it over',
  keep: 'Leave it',
}

const give: TaskAction = {
  name: 'give',
  label: 'Reassign',
  done: 'It has gone on.',
  heading: 'Whom should it be given to?',
  confirm: 'Reassign',
  keep: 'Leave it',
}

const answer: TaskAction = {
  name: 'answer',
  label: 'Answer',
  done: 'Noted.',
  heading: 'What became of it?',
  confirm: 'Say so',
  keep: 'Not sure yet',
}

const accept: TaskAction = {
  name: 'accept',
  label: 'It counts',
  done: 'Noted: it was posted.',
  isPrimary: true,
  heading: 'It was posted after all?',
  confirm: 'It counts as posted',
  keep: 'Not sure yet',
}

const refuse: TaskAction = {
  name: 'refuse',
  label: 'It does not count',
  done: 'Noted: it does not count.',
  heading: 'It was not posted?',
  confirm: 'It was not posted',
  keep: 'Not sure yet',
}

const posted: TaskAction = {
  name: 'posted',
  label: 'It was posted',
  done: 'Noted: it was posted.',
  heading: 'It was posted after all?',
  confirm: 'It was posted',
  keep: 'Not sure yet',
}

const again: TaskAction = {
  name: 'again',
  label: 'Ask again',
  done: 'Somebody is asked again now.',
  isPrimary: true,
}

/** What staff can do about a task; `me` has no need to take over what is open with them already. */
export const actionsOfTask = (
  task: Pick<WatchedTask, 'outcome' | 'need' | 'lease'>,
  me: unknown,
): TaskAction[] => {
  if (task.need === 'decide') return [accept, refuse]
  if (task.need === 'expired') return [again, posted]
  if (task.outcome !== null) return []
  const isMine = task.lease !== null && String(task.lease.holder.id) === String(me)
  return isMine ? [{ ...answer, isPrimary: true }, give] : [take, give, answer]
}

/** What was said in the dialog. */
export type Said = {
  to?: string
  outcome?: 'posted' | 'skipped' | 'failed'
  url?: string
  note?: string
}

type Request = { path: string; body: Record<string, unknown> }

type RequestArgs = {
  task: Pick<WatchedTask, 'id' | 'delivery' | 'assignee'>
  action: TaskActionName
  said: Said
  me: string | number
  /** The slug of the deliveries. */
  deliveries: string
}

const filled = (given: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, string][] =>
      value ? [[name, value]] : [],
    ),
  )

/** The call that does it. A manager's answer says whether it is for somebody else. */
export const requestOf = ({ task, action, said, me, deliveries }: RequestArgs): Request => {
  const below = `/assist/tasks/${encodeURIComponent(String(task.id))}`
  const { to, outcome = 'posted', url, note } = said
  switch (action) {
    case 'take':
      return { path: `${below}/assign`, body: { to: me } }
    case 'give':
      return { path: `${below}/assign`, body: filled({ to, note }) }
    case 'answer': {
      const isForOther = String(task.assignee?.id) !== String(me)
      const proof = outcome === 'posted' ? filled({ url }) : filled({ note })
      return {
        path: `${below}/answer`,
        body: { outcome, ...proof, ...(isForOther ? { isForOther } : {}) },
      }
    }
    case 'accept':
    case 'refuse':
      return {
        path: `${below}/decide`,
        body: { isAccepted: action === 'accept', ...filled({ note }) },
      }
    case 'posted':
      return { path: `${below}/answer`, body: { outcome: 'posted', ...filled({ url }) } }
    case 'again':
      return { path: `/${deliveries}/${encodeURIComponent(String(task.delivery))}/retry`, body: {} }
  }
}
