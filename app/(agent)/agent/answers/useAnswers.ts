import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { TaskSummary } from '../tasks/task.ts'
import { type Answer, type AnswerBook, bookOf, dismissRefusal, giveAnswer } from './answerBook.ts'
import { answerCalls } from './answerCalls.ts'
import { newKey } from './newKey.ts'
import { phoneBook } from './phoneBook.ts'
import { phonePhotos } from './phonePhotos.ts'
import { sendAnswers } from './sendAnswers.ts'
import type { Photo } from './shrinkPhoto.ts'

export type Said = Pick<Answer, 'outcome' | 'url' | 'note' | 'minutes'> & { photo?: Photo }

export type Answers = AnswerBook & {
  give: (task: Pick<TaskSummary, 'id' | 'title'>, said: Said) => void
  dismiss: (key: string) => void
}

type Args = {
  user: string
  /** With what the person's answers are sent. */
  authorization: string
  isInTouch: boolean
  onAccepted: (task: TaskSummary) => void
  onRefused: () => void
  onLoggedOut: () => void
}

/** Time until what did not get through is tried again, in milliseconds. */
const retryMs = 10_000

/** The answers of one person: given at once, sent as soon as the network lets them through. */
export const useAnswers = (args: Args): Answers => {
  const { user, authorization, isInTouch, onAccepted, onRefused, onLoggedOut } = args
  const whole = useSyncExternalStore(phoneBook.subscribe, phoneBook.read, phoneBook.read)
  const book = useMemo(() => bookOf(whole, user), [whole, user])
  const isSending = useRef(false)
  const current = useRef<string>(undefined)

  useEffect(() => {
    current.current = user
    return () => {
      current.current = undefined
    }
  }, [user])

  const send = useCallback(async () => {
    if (isSending.current) return
    isSending.current = true
    const refusedBefore = phoneBook.read().refusals.length
    const end = await sendAnswers({
      keeper: phoneBook,
      user,
      ...answerCalls({ authorization, readPhoto: phonePhotos.read }),
      now: () => Date.now(),
      onAccepted,
      isCurrent: () => current.current === user,
    }).finally(() => {
      isSending.current = false
    })
    if (phoneBook.read().refusals.length > refusedBefore) onRefused()
    if (end === 'loggedOut') onLoggedOut()
  }, [user, authorization, onAccepted, onRefused, onLoggedOut])

  const hasWaiting = book.waiting.length > 0
  useEffect(() => {
    if (!hasWaiting) return
    void send()
    const timer = setInterval(send, retryMs)
    return () => clearInterval(timer)
  }, [hasWaiting, send])

  useEffect(() => {
    if (isInTouch && hasWaiting) void send()
  }, [isInTouch, hasWaiting, send])

  const give = useCallback(
    (task: Pick<TaskSummary, 'id' | 'title'>, { photo, ...said }: Said) => {
      const name = photo && newKey()
      if (photo && name) phonePhotos.keep(name, photo)
      const answer: Answer = {
        ...said,
        photo: name,
        key: newKey(),
        user,
        task: String(task.id),
        title: task.title,
        givenAt: Date.now(),
        isTried: false,
      }
      // Before the tap ends: nobody waits for a photo, and a page that is closed now has lost nothing.
      phoneBook.change((before) => giveAnswer(before, answer))
      void send()
    },
    [user, send],
  )

  const dismiss = useCallback(
    (key: string) => phoneBook.change((before) => dismissRefusal(before, key)),
    [],
  )
  return { ...book, give, dismiss }
}
