import { useEffect, useState } from 'react'
import type { Task, TaskFile } from '../tasks/task.ts'
import { copyText } from './copyText.ts'
import { holdFiles, nameFiles } from './holdFiles.ts'
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
  const [held] = useState(() => holdFiles(fetchFile))
  const [is, setIs] = useState<Share['is']>('idle')
  const names = nameFiles(files)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the names say whether the files are others
  useEffect(() => {
    setIs('idle')
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    // It is tried again at the tap, and says so there if it fails.
    if (bytes <= eagerBytes) held.fetch(files).catch(() => setIs('idle'))
  }, [held, names])

  const share = async () => {
    const here = held.ready(files)
    if (here === undefined) {
      setIs('preparing')
      try {
        await held.fetch(files)
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
      await navigator.share(files.length > 0 ? { files: here, ...text } : text)
      setIs('idle')
      onShared()
    } catch (error) {
      const isChangeOfMind = error instanceof DOMException && error.name === 'AbortError'
      setIs(isChangeOfMind ? 'idle' : 'failed')
    }
  }
  return { is, share }
}
