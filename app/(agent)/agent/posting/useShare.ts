import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Task, TaskFile } from '../tasks/task.ts'
import { copyText } from './copyText.ts'
import { localUrl } from './localUrl.ts'

type Share = {
  /** Whether this browser hands files to other apps. */
  isPossible: boolean
  is: 'idle' | 'preparing' | 'ready' | 'failed'
  share: () => Promise<void>
}

/** Up to this size the files are fetched as the task opens, so that one tap suffices, in bytes. */
const eagerBytes = 25_000_000

const probe = (file: TaskFile): File => new File([''], file.filename, { type: file.mimeType })

const canShare = (files: TaskFile[]): boolean =>
  typeof navigator.canShare === 'function' && navigator.canShare({ files: files.map(probe) })

const fetchFile = async (file: TaskFile): Promise<File> => {
  const response = await fetch(localUrl(file.url, window.location.origin))
  if (!response.ok) throw new Error(`A file was not sent: ${response.status}`)
  return new File([await response.blob()], file.filename, { type: file.mimeType })
}

/** Hands files and caption to the phone's own share sheet, where there is one. `onShared` is called once an app took them. */
export const useShare = (task: Task, onShared: () => void): Share => {
  const files = useRef<Promise<File[]>>(undefined)
  const ready = useRef<File[]>(undefined)
  const [is, setIs] = useState<Share['is']>('idle')
  const isPossible = useMemo(() => task.files.length > 0 && canShare(task.files), [task.files])

  const prepare = useCallback((): Promise<File[]> => {
    files.current ??= Promise.all(task.files.map(fetchFile))
      .then((got) => {
        ready.current = got
        return got
      })
      .catch((error: unknown) => {
        files.current = undefined
        throw error
      })
    return files.current
  }, [task.files])

  useEffect(() => {
    const bytes = task.files.reduce((sum, file) => sum + file.bytes, 0)
    // It is tried again at the tap, and says so there if it fails.
    if (isPossible && bytes <= eagerBytes) prepare().catch(() => setIs('idle'))
  }, [isPossible, prepare, task.files])

  const share = async () => {
    if (ready.current === undefined) {
      setIs('preparing')
      try {
        await prepare()
        // The tap is too old by now to open the share sheet: browsers ask for a fresh one.
        setIs('ready')
      } catch {
        setIs('failed')
      }
      return
    }
    void copyText(task.caption)
    try {
      await navigator.share({ files: ready.current, text: task.caption })
      setIs('idle')
      onShared()
    } catch (error) {
      const isChangeOfMind = error instanceof DOMException && error.name === 'AbortError'
      setIs(isChangeOfMind ? 'idle' : 'failed')
    }
  }
  return { isPossible, is, share }
}
