import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Task, TaskFile } from '../tasks/task.ts'
import { copyText } from './copyText.ts'
import { localUrl } from './localUrl.ts'

type Share = {
  is: 'idle' | 'preparing' | 'ready' | 'failed'
  share: () => Promise<void>
}

type Shared = Pick<Task, 'files' | 'caption'>

/** Up to this size the files are fetched as the task opens, so that one tap suffices, in bytes. */
const eagerBytes = 25_000_000

const probe = (file: TaskFile): File => new File([''], file.filename, { type: file.mimeType })

/** Whether this browser hands these files, or where there are none this text, to other apps. */
export const canShare = ({ files, caption }: Shared): boolean =>
  typeof navigator.canShare === 'function' &&
  navigator.canShare(files.length > 0 ? { files: files.map(probe) } : { text: caption })

const fetchFile = async (file: TaskFile): Promise<File> => {
  const response = await fetch(localUrl(file.url, window.location.origin))
  if (!response.ok) throw new Error(`A file was not sent: ${response.status}`)
  return new File([await response.blob()], file.filename, { type: file.mimeType })
}

/** Hands files and caption to the phone's own share sheet. `onShared` is called once an app took them. */
export const useShare = ({ files, caption }: Shared, onShared: () => void): Share => {
  const fetched = useRef<Promise<File[]>>(undefined)
  const ready = useRef<File[]>(files.length === 0 ? [] : undefined)
  const [is, setIs] = useState<Share['is']>('idle')
  // The same files come under new links now and then; what is here already stays good.
  const names = useMemo(() => files.map(({ filename, bytes }) => `${filename} ${bytes}`), [files])
  const key = names.join('\n')

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether the files are others
  const prepare = useCallback((): Promise<File[]> => {
    fetched.current ??= Promise.all(files.map(fetchFile))
      .then((got) => {
        ready.current = got
        return got
      })
      .catch((error: unknown) => {
        fetched.current = undefined
        throw error
      })
    return fetched.current
  }, [key])

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    // It is tried again at the tap, and says so there if it fails.
    if (bytes <= eagerBytes) prepare().catch(() => setIs('idle'))
  }, [prepare])

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
    void copyText(caption)
    const text = caption === '' ? {} : { text: caption }
    try {
      await navigator.share(files.length > 0 ? { files: ready.current, ...text } : text)
      setIs('idle')
      onShared()
    } catch (error) {
      const isChangeOfMind = error instanceof DOMException && error.name === 'AbortError'
      setIs(isChangeOfMind ? 'idle' : 'failed')
    }
  }
  return { is, share }
}
