import { useCallback, useEffect, useRef, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import type { TaskSummary } from './task.ts'

/** Whether the server is reached: it is, the network is gone, or it answers with errors. */
export type Touch = 'ok' | 'offline' | 'trouble'

export type Tasks = {
  /** Undefined until the first list has come. */
  tasks: TaskSummary[] | undefined
  touch: Touch
  /** What to add to the phone's clock to have the server's, in milliseconds. */
  skewMs: number
  reload: () => void
  /** Puts in what the API said about one task, ahead of the next list. */
  patch: (task: TaskSummary) => void
}

/** Time from one look at the list to the next, in milliseconds. */
const pollMs = 5_000

/** A clock that is wrong by less than this is right enough, in milliseconds: answers take their time, too. */
const skewFloor = 3_000

const skewOf = (serverTime: Date | undefined): number => {
  const skew = serverTime === undefined ? 0 : serverTime.getTime() - Date.now()
  return Math.abs(skew) < skewFloor ? 0 : skew
}

/** The person's tasks, kept up to date while the page is seen. */
export const useTasks = ({ onLoggedOut }: { onLoggedOut: () => void }): Tasks => {
  const [tasks, setTasks] = useState<TaskSummary[]>()
  const [touch, setTouch] = useState<Touch>('ok')
  const [skewMs, setSkew] = useState(0)
  const patches = useRef(0)
  const load = useRef(() => {})

  useEffect(() => {
    let isOver = false
    let isLoading = false
    let misses = 0
    let timer: ReturnType<typeof setTimeout> | undefined

    const look = async () => {
      const before = patches.current
      const reply = await callApi<{ tasks: TaskSummary[] }>({ path: '/assist/tasks?whose=mine' })
      if (isOver) return
      if (reply.isOk) {
        misses = 0
        setTouch('ok')
        setSkew(skewOf(reply.serverTime))
        // A list that was asked for before an answer arrived would show the task as open again.
        if (patches.current === before) setTasks(reply.value.tasks)
      } else if (reply.status === 401) onLoggedOut()
      else {
        misses += 1
        if (misses > 1 || !navigator.onLine) setTouch(reply.status === 0 ? 'offline' : 'trouble')
      }
    }
    const run = async () => {
      if (isLoading) return
      clearTimeout(timer)
      isLoading = true
      await look()
      isLoading = false
      if (!isOver && document.visibilityState === 'visible') timer = setTimeout(run, pollMs)
    }
    const wake = () => {
      if (document.visibilityState === 'visible') void run()
    }
    const lose = () => setTouch('offline')

    load.current = () => void run()
    void run()
    document.addEventListener('visibilitychange', wake)
    window.addEventListener('online', wake)
    window.addEventListener('offline', lose)
    return () => {
      isOver = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', lose)
    }
  }, [onLoggedOut])

  return {
    tasks,
    touch,
    skewMs,
    reload: useCallback(() => load.current(), []),
    patch: useCallback((task) => {
      patches.current += 1
      setTasks((known) =>
        known?.map((entry) => (entry.id === task.id ? { ...entry, ...task } : entry)),
      )
    }, []),
  }
}
