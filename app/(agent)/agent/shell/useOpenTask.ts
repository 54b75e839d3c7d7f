import { useSearchParams } from 'next/navigation'
import { useCallback, useRef } from 'react'

type OpenTask = { id: string | undefined; open: (id: string) => void; close: () => void }

/** Which task is open: `?task=<id>`, so that a link opens it and the phone's back button closes it. */
export const useOpenTask = (): OpenTask => {
  const id = useSearchParams().get('task') ?? undefined
  const isPushed = useRef(false)
  const open = useCallback((next: string) => {
    const url = `${window.location.pathname}?task=${encodeURIComponent(next)}`
    const isSecond = new URLSearchParams(window.location.search).has('task')
    if (isSecond) window.history.replaceState(null, '', url)
    else {
      window.history.pushState(null, '', url)
      isPushed.current = true
    }
  }, [])
  const close = useCallback(() => {
    if (isPushed.current) window.history.back()
    else window.history.replaceState(null, '', window.location.pathname)
    isPushed.current = false
  }, [])
  return { id, open, close }
}
