import { useCallback, useEffect, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import type { Task } from './task.ts'

export type OneTask =
  | { is: 'loading' }
  | { is: 'here'; task: Task }
  | { is: 'offline' }
  | { is: 'refused'; detail: string | undefined }

type Args = { id: string; isInTouch: boolean; onLoggedOut: () => void }

/** Links that hold for less than this are fetched anew, in milliseconds. */
const freshMs = 10 * 60_000

const isStale = (task: Task): boolean =>
  task.files.some((file) => Date.parse(file.expiresAt) - Date.now() < freshMs)

/** One task with its caption and files; again when the network is back, and when its links run out. */
export const useTask = ({ id, isInTouch, onLoggedOut }: Args): OneTask & { reload: () => void } => {
  const [found, setFound] = useState<{ id: string; one: OneTask }>({ id, one: { is: 'loading' } })
  const one: OneTask = found.id === id ? found.one : { is: 'loading' }

  const load = useCallback(async () => {
    const reply = await callApi<Task>({ path: `/assist/tasks/${encodeURIComponent(id)}` })
    if (reply.isOk) setFound({ id, one: { is: 'here', task: reply.value } })
    else if (reply.status === 401) onLoggedOut()
    else if (reply.status === 0 || reply.status >= 500) {
      // What is here already stays: it can be posted without a network, too.
      setFound((before) =>
        before.id === id && before.one.is === 'here' ? before : { id, one: { is: 'offline' } },
      )
    } else setFound({ id, one: { is: 'refused', detail: reply.detail } })
  }, [id, onLoggedOut])

  useEffect(() => void load(), [load])

  const isOffline = one.is === 'offline'
  useEffect(() => {
    if (isInTouch && isOffline) void load()
  }, [isInTouch, isOffline, load])

  const task = one.is === 'here' ? one.task : undefined
  useEffect(() => {
    const look = () => {
      if (task && document.visibilityState === 'visible' && isStale(task)) void load()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [task, load])

  return { ...one, reload: () => void load() }
}
