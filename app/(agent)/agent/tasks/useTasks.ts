import { useCallback, useEffect, useRef, useState } from 'react'
import { callApi, unknownCode } from '../shell/callApi.ts'
import type { Coming } from './coming.ts'
import { findMoved } from './findMoved.ts'
import { keepList, readList } from './keptTasks.ts'
import { type Moved, whereTo } from './moved.ts'
import type { TaskSummary } from './task.ts'

/** Whether the server is reached: it is, the network is gone, or it answers with errors. */
export type Touch = 'ok' | 'offline' | 'trouble'

export type Tasks = {
  /** Undefined until the first list has come, or was found on the phone. */
  tasks: TaskSummary[] | undefined
  coming: Coming[]
  /** When the server gave the list, in milliseconds UTC; undefined where it is as of now. */
  asOf: number | undefined
  /** Tasks that were the person's and are no more. */
  moved: Moved[]
  dismissMoved: (id: string) => void
  touch: Touch
  /** What to add to the phone's clock to have the server's, in milliseconds. */
  skewMs: number
  reload: () => void
  /** Puts in what the API said about one task, ahead of the next list. */
  patch: (task: TaskSummary) => void
}

type Args = { user: string; onLoggedOut: () => void }

/** Time from one look at the list to the next, in milliseconds. */
const pollMs = 5_000

/** What is coming changes less often, in milliseconds. */
const comingMs = 60_000

/** A clock that is wrong by less than this is right enough, in milliseconds: answers take their time, too. */
const skewFloor = 3_000

const skewOf = (serverTime: Date | undefined): number => {
  const skew = serverTime === undefined ? 0 : serverTime.getTime() - Date.now()
  return Math.abs(skew) < skewFloor ? 0 : skew
}

type List = { tasks: TaskSummary[]; coming: Coming[]; at: number; comingAt: number }

const idsOf = (tasks: TaskSummary[]): string => tasks.map(({ id }) => String(id)).join(' ')

/** The person's tasks and what is coming, kept up to date while the page is seen, and kept on the phone. */
export const useTasks = ({ user, onLoggedOut }: Args): Tasks => {
  const [list, setList] = useState<List>()
  const [moved, setMoved] = useState<Moved[]>([])
  const [touch, setTouch] = useState<Touch>('ok')
  const [skewMs, setSkew] = useState(0)
  const latest = useRef<List>(undefined)
  const patches = useRef(0)
  const load = useRef(() => {})

  useEffect(() => {
    let isOver = false
    let isLoading = false
    let isAskedAgain = false
    let misses = 0
    let timer: ReturnType<typeof setTimeout> | undefined

    const show = (next: List) => {
      latest.current = next
      setList(next)
    }
    const tellMoved = async (before: TaskSummary[], after: TaskSummary[]) => {
      for (const task of findMoved(before, after)) {
        const end = await whereTo(task, user)
        if (isOver || !end) continue
        setMoved((known) => [...known.filter(({ id }) => id !== end.id), end])
      }
    }
    const miss = (status: number) => {
      misses += 1
      if (misses > 1 || !navigator.onLine) setTouch(status === 0 ? 'offline' : 'trouble')
    }
    const look = async () => {
      const before = patches.current
      const known = latest.current
      const reply = await callApi<{ tasks: TaskSummary[] }>({ path: '/assist/tasks?whose=mine' })
      if (isOver) return
      if (!reply.isOk) {
        const isOut = reply.status === 401 && reply.code !== unknownCode
        return isOut ? onLoggedOut() : miss(reply.status)
      }
      misses = 0
      setTouch('ok')
      setSkew(skewOf(reply.serverTime))
      // A list that was asked for before an answer arrived would show the task as open again.
      if (patches.current !== before) return
      const { tasks } = reply.value
      const ids = new Set(tasks.map(({ id }) => String(id)))
      setMoved((gone) =>
        gone.some(({ id }) => ids.has(id)) ? gone.filter(({ id }) => !ids.has(id)) : gone,
      )
      // What has just become a task is not to come any more.
      const isSame = known !== undefined && idsOf(known.tasks) === idsOf(tasks)
      const at = Date.now()
      const isRecent = isSame && at - known.comingAt < comingMs
      const next = isRecent ? undefined : await lookAhead()
      if (isOver || patches.current !== before) return
      const fresh = {
        tasks,
        coming: next ?? known?.coming ?? [],
        at,
        comingAt: next ? at : (known?.comingAt ?? 0),
      }
      show(fresh)
      await keepList(user, fresh)
      if (known && !isSame) await tellMoved(known.tasks, tasks)
    }
    const lookAhead = async (): Promise<Coming[] | undefined> => {
      const reply = await callApi<{ coming: Coming[] }>({ path: '/assist/coming?within=week' })
      return reply.isOk ? reply.value.coming : undefined
    }
    const run = async () => {
      if (isLoading) {
        isAskedAgain = true
        return
      }
      clearTimeout(timer)
      isLoading = true
      await look().finally(() => {
        isLoading = false
      })
      if (isOver) return
      if (isAskedAgain) {
        isAskedAgain = false
        void run()
      } else if (document.visibilityState === 'visible') timer = setTimeout(run, pollMs)
    }
    const wake = () => {
      if (document.visibilityState === 'visible') void run()
    }
    const lose = () => setTouch('offline')
    const begin = async () => {
      const kept = await readList(user)
      if (isOver) return
      if (kept) show({ ...kept, comingAt: 0 })
      await run()
    }

    load.current = () => void run()
    void begin()
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
  }, [user, onLoggedOut])

  return {
    tasks: list?.tasks,
    coming: list?.coming ?? [],
    asOf: touch === 'ok' ? undefined : list?.at,
    moved,
    dismissMoved: useCallback(
      (id) => setMoved((known) => known.filter((entry) => entry.id !== id)),
      [],
    ),
    touch,
    skewMs,
    reload: useCallback(() => load.current(), []),
    patch: useCallback(
      (task) => {
        patches.current += 1
        const known = latest.current
        if (!known) return
        const isKnown = known.tasks.some(({ id }) => id === task.id)
        const tasks = isKnown
          ? known.tasks.map((entry) => (entry.id === task.id ? { ...entry, ...task } : entry))
          : [...known.tasks, task]
        latest.current = { ...known, tasks }
        setList(latest.current)
        // Else what was answered would look open to who opens the page next without a network.
        void keepList(user, latest.current)
      },
      [user],
    ),
  }
}
