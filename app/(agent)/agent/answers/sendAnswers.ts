import { type Reply, unknownCode } from '../shell/callApi.ts'
import type { TaskSummary } from '../tasks/task.ts'
import {
  type Answer,
  dropAnswer,
  markTried,
  refuseAnswer,
  settleAnswer,
  settlePhoto,
} from './answerBook.ts'
import type { BookKeeper } from './keepBook.ts'

/** What the API says to an answer. */
export type Accepted = TaskSummary & { canUndoUntil: string | null; isWithManager: boolean }

type Args = {
  keeper: BookKeeper
  user: string
  post: (answer: Answer) => Promise<Reply<Accepted>>
  /** Sends the photo of an answer; undefined where it is not kept any more. */
  postPhoto: (answer: Answer, photo: string) => Promise<Reply<unknown> | undefined>
  /** Milliseconds UTC. */
  now: () => number
  onAccepted: (task: Accepted) => void
  /** False as soon as somebody else may be logged in: nothing must go out in their name. */
  isCurrent: () => boolean
}

const minute = 60_000

/** Statuses by which the server says "not now" rather than "no". */
const isForLater = (status: number): boolean =>
  status === 0 || status === 408 || status === 425 || status === 429 || status >= 500

const isOverslept = (answer: Answer, now: number): boolean =>
  answer.outcome === 'snoozed' &&
  !answer.isTried &&
  now > answer.givenAt + (answer.minutes ?? 15) * minute

type Failed = Extract<Reply<unknown>, { isOk: false }>

/** What to do about something that was not taken: `refused` for good, or wait. */
const verdictOn = ({ status }: Failed): 'loggedOut' | 'offline' | 'stuck' | 'refused' => {
  if (status === 401) return 'loggedOut'
  if (status === 0) return 'offline'
  return isForLater(status) ? 'stuck' : 'refused'
}

const photoGone = { code: 'PHOTO_GONE', detail: undefined }

/**
 * Sends what waits, in the order in which it was given, each under its own key; the photo of an answer goes before it.
 * What the server refuses is taken out with its reason; what did not get through stays. Answers to other tasks do not
 * wait behind one that the server chokes on, and no answer waits for a photo that is refused.
 *
 * @returns `later` where something still waits, `loggedOut` where the person must log in first
 */
export const sendAnswers = async (args: Args): Promise<'done' | 'later' | 'loggedOut'> => {
  const { keeper, user, post, postPhoto, now, onAccepted, isCurrent } = args
  const stuck = new Set<string>()

  const sendPhoto = async (answer: Answer, photo: string) => {
    const reply = await postPhoto(answer, photo)
    const verdict = reply === undefined ? 'refused' : reply.isOk ? 'sent' : verdictOn(reply)
    if (verdict === 'sent') keeper.change((book) => settlePhoto(book, answer.key))
    if (verdict === 'refused') {
      const problem = reply && !reply.isOk ? reply : photoGone
      const { code, detail } = problem
      keeper.change((book) => settlePhoto(book, answer.key, { code, detail }))
    }
    return verdict
  }

  const sendAnswer = async (answer: Answer) => {
    const reply = await post(answer)
    if (reply.isOk) {
      keeper.change((book) => settleAnswer(book, answer, reply.value.canUndoUntil))
      onAccepted(reply.value)
      return 'sent'
    }
    const verdict = verdictOn(reply)
    const { code, detail } = reply
    // Only our server can say no to an answer; whoever stands in between may let it through later.
    if (verdict === 'refused' && code === unknownCode) return 'stuck'
    if (verdict === 'refused') keeper.change((book) => refuseAnswer(book, answer, { code, detail }))
    return verdict
  }

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
    const { photo } = answer
    const verdict = await (photo === undefined ? sendAnswer(answer) : sendPhoto(answer, photo))
    if (verdict === 'loggedOut') return 'loggedOut'
    if (verdict === 'offline') return 'later'
    if (verdict === 'stuck') stuck.add(answer.task)
  }
  return 'later'
}
