import type { Reply } from '../shell/callApi.ts'
import type { TaskSummary } from '../tasks/task.ts'
import { type Answer, dropAnswer, markTried, refuseAnswer, settleAnswer } from './answerBook.ts'
import type { BookKeeper } from './keepBook.ts'

/** What the API says to an answer. */
export type Accepted = TaskSummary & { canUndoUntil: string | null; isWithManager: boolean }

type Args = {
  keeper: BookKeeper
  user: string
  post: (answer: Answer) => Promise<Reply<Accepted>>
  /** Milliseconds UTC. */
  now: () => number
  onAccepted: (task: Accepted) => void
  /** False as soon as somebody else may be logged in: nothing must go out in their name. */
  isCurrent: () => boolean
  /** Said where the server gives no reason. */
  unclear: string
}

const minute = 60_000

/** Statuses by which the server says "not now" rather than "no". */
const isForLater = (status: number): boolean =>
  status === 0 || status === 408 || status === 425 || status === 429 || status >= 500

const isOverslept = (answer: Answer, now: number): boolean =>
  answer.outcome === 'snoozed' &&
  !answer.isTried &&
  now > answer.givenAt + (answer.minutes ?? 15) * minute

/**
 * Sends what waits, in the order in which it was given, each under its own key. What the server refuses is taken out
 * with its reason; what did not get through stays. Answers to other tasks do not wait behind one that the server
 * chokes on.
 *
 * @returns `later` where something still waits, `loggedOut` where the person must log in first
 */
export const sendAnswers = async (args: Args): Promise<'done' | 'later' | 'loggedOut'> => {
  const { keeper, user, post, now, onAccepted, isCurrent, unclear } = args
  const stuck = new Set<string>()
  while (isCurrent()) {
    const answer = keeper
      .read()
      .waiting.find((entry) => entry.user === user && !stuck.has(entry.task))
    if (!answer) return stuck.size === 0 ? 'done' : 'later'
    if (isOverslept(answer, now())) {
      keeper.change((book) => dropAnswer(book, answer.key))
      continue
    }
    keeper.change((book) => markTried(book, answer.key))
    const reply = await post(answer)
    if (reply.isOk) {
      keeper.change((book) => settleAnswer(book, answer, reply.value.canUndoUntil))
      onAccepted(reply.value)
    } else if (reply.status === 401) return 'loggedOut'
    else if (reply.status === 0) return 'later'
    else if (isForLater(reply.status)) stuck.add(answer.task)
    else keeper.change((book) => refuseAnswer(book, answer, reply.detail ?? unclear))
  }
  return 'later'
}
