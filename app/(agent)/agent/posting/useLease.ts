import { useCallback, useEffect, useRef, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import type { TaskSummary } from '../tasks/task.ts'
import { isForsaken } from './isForsaken.ts'

/**
 * Whether the task is this person's while it is open: `unsure` where the server could not be asked, `taken` where
 * somebody else has it, with the server's own sentence.
 */
export type Hold =
  | { is: 'none' }
  | { is: 'asking' }
  | { is: 'mine' }
  | { is: 'unsure' }
  | { is: 'taken'; detail: string | undefined }

type Args = {
  id: string
  /** False where there is nothing to hold: it is over, or not known yet. */
  isWanted: boolean
  isInTouch: boolean
  /** Who has it by the list; when they let go of it, it is asked for again. */
  holder: string | undefined
  onTask: (task: TaskSummary) => void
  /** The task is not what it was; the list should be read anew. */
  onOver: () => void
  onLoggedOut: () => void
}

/** After this the page is of use, though the server has not said yet whose it is, in milliseconds. */
const patienceMs = 1_500

/** Time until the server is asked again where it could not be reached, in milliseconds. */
const retryMs = 15_000

/** A lease is renewed when a third of it is over, but not more often than this, in milliseconds. */
const leastMs = 20_000

const pathOf = (id: string) => `/assist/tasks/${encodeURIComponent(id)}`

/**
 * Holds a task as long as its page is open, so that nobody else does it, and gives it back when it is left without an
 * answer. A page that is only hidden, as while the other app is open, goes on holding it for a while.
 */
export const useLease = (args: Args): { hold: Hold; ask: () => void; keep: () => void } => {
  const { id, isWanted, isInTouch, holder } = args
  const [hold, setHold] = useState<Hold>({ is: isWanted ? 'asking' : 'none' })
  const asking = useRef(() => {})
  const isKept = useRef(false)
  // Whom to tell may change at any time; the lease must not be given back and taken again for that.
  const tell = useRef(args)
  useEffect(() => {
    tell.current = args
  })

  useEffect(() => {
    if (!isWanted) {
      setHold({ is: 'none' })
      return
    }
    let isLeft = false
    let isMine = false
    let isAsking = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const isSeen = () => document.visibilityState === 'visible'
    let hiddenSince = isSeen() ? undefined : Date.now()
    isKept.current = false
    setHold({ is: 'asking' })
    const patience = setTimeout(
      () => setHold((now) => (now.is === 'asking' ? { is: 'unsure' } : now)),
      patienceMs,
    )

    const giveBack = async () => {
      const reply = await callApi<TaskSummary>({
        path: `${pathOf(id)}/close`,
        method: 'POST',
        keepalive: true,
      })
      if (reply.isOk) tell.current.onTask(reply.value)
    }
    const again = (ms: number) => {
      timer = setTimeout(() => {
        if (!isForsaken({ hiddenSince, now: Date.now() })) void ask()
      }, ms)
    }
    const ask = async () => {
      if (isAsking) return
      clearTimeout(timer)
      isAsking = true
      const begun = Date.now()
      const reply = await callApi<TaskSummary>({ path: `${pathOf(id)}/open`, method: 'POST' })
      isAsking = false
      if (isLeft) {
        // It was left before the server had said that it is ours.
        if (reply.isOk && !isKept.current) await giveBack()
        return
      }
      isMine = reply.isOk
      if (reply.isOk) {
        setHold({ is: 'mine' })
        tell.current.onTask(reply.value)
        const { lease } = reply.value
        const server = reply.serverTime?.getTime() ?? begun
        const left = lease ? Date.parse(lease.until) - server : 0
        again(Math.max(left / 3, leastMs))
      } else if (reply.status === 401) tell.current.onLoggedOut()
      else if (reply.code === 'TASK_TAKEN') {
        setHold({ is: 'taken', detail: reply.detail })
        tell.current.onOver()
      } else if (reply.status === 0 || reply.status >= 500) {
        setHold({ is: 'unsure' })
        again(retryMs)
      } else {
        setHold({ is: 'none' })
        tell.current.onOver()
      }
    }
    const wake = () => {
      hiddenSince = isSeen() ? undefined : Date.now()
      if (isSeen()) void ask()
    }

    asking.current = () => void ask()
    void ask()
    document.addEventListener('visibilitychange', wake)
    return () => {
      isLeft = true
      clearTimeout(timer)
      clearTimeout(patience)
      document.removeEventListener('visibilitychange', wake)
      asking.current = () => {}
      if (isMine && !isKept.current) void giveBack()
    }
  }, [id, isWanted])

  const isUnsure = hold.is === 'unsure'
  useEffect(() => {
    if (isInTouch && isUnsure) asking.current()
  }, [isInTouch, isUnsure])

  const isFreed = hold.is === 'taken' && holder === undefined
  const wasHeld = useRef(false)
  useEffect(() => {
    if (holder !== undefined) wasHeld.current = true
    else if (isFreed && wasHeld.current) {
      wasHeld.current = false
      asking.current()
    }
  }, [holder, isFreed])

  return {
    hold,
    ask: useCallback(() => asking.current(), []),
    /** An answer is on its way: until it has arrived, nobody else is to take the task. */
    keep: useCallback(() => {
      isKept.current = true
    }, []),
  }
}
