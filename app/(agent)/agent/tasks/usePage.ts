import { useCallback, useEffect, useRef, useState } from 'react'
import { callApi, unknownCode } from '../shell/callApi.ts'
import { keepPage, readPage } from './keptTasks.ts'
import type { TaskFile } from './task.ts'

/** What one page shows: `here` with the time at which the server gave it, in milliseconds UTC. */
export type Page<Value> =
  | { is: 'loading' }
  | { is: 'here'; value: Value; at: number }
  | { is: 'offline' }
  | { is: 'refused'; code: string; detail: string | undefined }

type Args = {
  user: string
  /** The name under which it is opened and kept. */
  page: string
  /** Where the API has it. */
  path: string
  isInTouch: boolean
  onLoggedOut: () => void
}

/** Links that hold for less than this are fetched anew, in milliseconds. */
const freshMs = 10 * 60_000

const isStale = (files: TaskFile[]): boolean =>
  files.some((file) => Date.parse(file.expiresAt) - Date.now() < freshMs)

/**
 * One task, or one coming post, with its caption and files: what is kept on this phone at once, then what the server
 * says; again when the network is back, and when its links run out.
 */
export const usePage = <Value extends { files: TaskFile[] }>(
  args: Args,
): Page<Value> & { reload: () => void } => {
  const { user, page, path, isInTouch, onLoggedOut } = args
  const [found, setFound] = useState<{ page: string; one: Page<Value> }>({
    page,
    one: { is: 'loading' },
  })
  const one: Page<Value> = found.page === page ? found.one : { is: 'loading' }

  /** What is here already stays: it can be posted without a network, too. */
  const fallBack = useCallback(
    (next: Page<Value>) =>
      setFound((before) =>
        before.page === page && before.one.is === 'here' ? before : { page, one: next },
      ),
    [page],
  )

  const load = useCallback(async () => {
    const reply = await callApi<Value>({ path })
    if (reply.isOk) {
      const kept = { value: reply.value, at: Date.now() }
      setFound({ page, one: { is: 'here', ...kept } })
      await keepPage(user, page, kept)
    } else if (reply.status === 401) onLoggedOut()
    else if (reply.status === 0 || reply.status >= 500 || reply.code === unknownCode)
      fallBack({ is: 'offline' })
    else setFound({ page, one: { is: 'refused', code: reply.code, detail: reply.detail } })
  }, [user, page, path, onLoggedOut, fallBack])

  useEffect(() => {
    void readPage<Value>(user, page).then((kept) => kept && fallBack({ is: 'here', ...kept }))
    void load()
  }, [user, page, load, fallBack])

  const isOffline = one.is === 'offline'
  const wasInTouch = useRef(isInTouch)
  useEffect(() => {
    if (isInTouch && (isOffline || !wasInTouch.current)) void load()
    wasInTouch.current = isInTouch
  }, [isInTouch, isOffline, load])

  const files = one.is === 'here' ? one.value.files : undefined
  useEffect(() => {
    const look = () => {
      if (files && document.visibilityState === 'visible' && isStale(files)) void load()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [files, load])

  return { ...one, reload: () => void load() }
}
