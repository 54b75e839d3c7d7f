import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { callApi } from '../shell/callApi.ts'
import type { TaskSummary } from '../tasks/task.ts'
import { words } from '../words.ts'
import { type Answer, type AnswerBook, bookOf, dismissRefusal, giveAnswer } from './answerBook.ts'
import { newKey } from './newKey.ts'
import { phoneBook } from './phoneBook.ts'
import { type Accepted, sendAnswers } from './sendAnswers.ts'

export type Said = Pick<Answer, 'outcome' | 'url' | 'note' | 'minutes'>

export type Answers = AnswerBook & {
  give: (task: Pick<TaskSummary, 'id' | 'title'>, said: Said) => void
  dismiss: (key: string) => void
  /** True where the server takes the person's log-in for reading only, since the page was opened at a foreign address. */
  isBarred: boolean
}

type Args = {
  user: string
  isInTouch: boolean
  onAccepted: (task: TaskSummary) => void
  onRefused: () => void
  onLoggedOut: () => void
}

/** Time until what did not get through is tried again, in milliseconds. */
const retryMs = 10_000

const post = (answer: Answer) =>
  callApi<Accepted>({
    path: `/assist/tasks/${encodeURIComponent(answer.task)}/answer`,
    method: 'POST',
    key: answer.key,
    body: {
      outcome: answer.outcome,
      url: answer.url,
      note: answer.note,
      minutes: answer.minutes,
    },
  })

/** The answers of one person: given at once, sent as soon as the network lets them through. */
export const useAnswers = (args: Args): Answers => {
  const { user, isInTouch, onAccepted, onRefused, onLoggedOut } = args
  const whole = useSyncExternalStore(phoneBook.subscribe, phoneBook.read, phoneBook.read)
  const book = useMemo(() => bookOf(whole, user), [whole, user])
  const isSending = useRef(false)
  const [isBarred, setBarred] = useState(false)
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
      post,
      now: () => Date.now(),
      onAccepted,
      isCurrent: () => current.current === user,
      unclear: words.unclear,
    })
    isSending.current = false
    if (phoneBook.read().refusals.length > refusedBefore) onRefused()
    setBarred(end === 'loggedOut')
    if (end === 'loggedOut') onLoggedOut()
  }, [user, onAccepted, onRefused, onLoggedOut])

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
    (task: Pick<TaskSummary, 'id' | 'title'>, said: Said) => {
      const answer: Answer = {
        ...said,
        key: newKey(),
        user,
        task: String(task.id),
        title: task.title,
        givenAt: Date.now(),
        isTried: false,
      }
      phoneBook.change((before) => giveAnswer(before, answer))
      void send()
    },
    [user, send],
  )

  const dismiss = useCallback(
    (key: string) => phoneBook.change((before) => dismissRefusal(before, key)),
    [],
  )
  return { ...book, give, dismiss, isBarred }
}
