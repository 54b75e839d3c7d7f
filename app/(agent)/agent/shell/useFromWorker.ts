import { useEffect } from 'react'
import type { ToPage } from '../worker/messages.ts'

/** Hears what the service worker says. `listener` must stay the same from one drawing to the next. */
export const useFromWorker = (listener: (message: ToPage) => void): void => {
  useEffect(() => {
    const { serviceWorker } = navigator
    if (!serviceWorker) return
    const hear = (event: MessageEvent) => listener(event.data as ToPage)
    serviceWorker.addEventListener('message', hear)
    return () => serviceWorker.removeEventListener('message', hear)
  }, [listener])
}
