import { useCallback, useEffect } from 'react'
import { useFromWorker } from './useFromWorker.ts'

type Args = {
  /** Must stay the same from one drawing to the next, as `open`. */
  reload: () => void
  open: (task: string) => void
}

/** Looks for what is new as soon as something says that there is: a push, the return to the page, the network. */
export const useLiveUpdates = ({ reload, open }: Args): void => {
  useFromWorker(
    useCallback(
      (message) => {
        if (message.type === 'pushed' && !message.isTest) reload()
        if (message.type !== 'open') return
        reload()
        open(message.task)
      },
      [reload, open],
    ),
  )
  useEffect(() => {
    const come = () => {
      if (document.visibilityState === 'visible') reload()
    }
    window.addEventListener('focus', come)
    window.addEventListener('pageshow', come)
    return () => {
      window.removeEventListener('focus', come)
      window.removeEventListener('pageshow', come)
    }
  }, [reload])
}
