import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { callApi } from '../shell/callApi.ts'
import type { TaskSummary } from '../tasks/task.ts'
import { type Answer, type AnswerBook, bookOf, dismissRefusal, giveAnswer } from './answerBook.ts'
import { keepPhoto, readPhoto } from './keepPhoto.ts'
import { newKey } from './newKey.ts'
import { phoneBook } from './phoneBook.ts'
import { type Accepted, sendAnswers } from './sendAnswers.ts'
import type { Photo } from './shrinkPhoto.ts'

export type Said = Pick<Answer, 'outcome' | 'url' | 'note' | 'minutes'> & { photo?: Photo }

export type Answers = AnswerBook & {
  give: (task: Pick<TaskSummary, 'id' | 'title'>, said: Said) => void
  dismiss: (key: string) => void
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

/** How long a photo may take on a bad network, in milliseconds. */
const photoMs = 90_000

const pathOf = (answer: Answer) => `/assist/tasks/${encodeURIComponent(answer.task)}`

const post = (answer: Answer) =>
  callApi<Accepted>({
    path: `${pathOf(answer)}/answer`,
    method: 'POST',
    key: answer.key,
    body: {
      outcome: answer.outcome,
      url: answer.url,
      note: answer.note,
      minutes: answer.minutes,
    },
  })

const postPhoto = async (answer: Answer, name: string) => {
  // A photo that cannot be read is as good as gone: its answer goes without it, and the person is told.
  const photo = await readPhoto(name).catch(() => undefined)
  if (!photo) return undefined
  return callApi({
    path: `${pathOf(answer)}/proof`,
    method: 'POST',
    key: `${answer.key}-photo`,
    body: photo,
    timeoutMs: photoMs,
  })
}

/** The answers of one person: given at once, sent as soon as the network lets them through. */
export const useAnswers = (args: Args): Answers => {
  const { user, isInTouch, onAccepted, onRefused, onLoggedOut } = args
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
      post,
      postPhoto,
      now: () => Date.now(),
      onAccepted,
      isCurrent: () => current.current === user,
    }).finally(() => {
      isSending.current = false
    })
    if (phoneBook.read().refusals.length > refusedBefore) onRefused()
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
    (task: Pick<TaskSummary, 'id' | 'title'>, { photo, ...said }: Said) => {
      const write = (name?: string) => {
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
        phoneBook.change((before) => giveAnswer(before, answer))
        void send()
      }
      if (!photo) return write()
      const name = newKey()
      // The answer counts more than its photo: on a full phone it goes without, and the refusal says so.
      void keepPhoto(name, photo).then(
        () => write(name),
        () => write(name),
      )
    },
    [user, send],
  )

  const dismiss = useCallback(
    (key: string) => phoneBook.change((before) => dismissRefusal(before, key)),
    [],
  )
  return { ...book, give, dismiss }
}
