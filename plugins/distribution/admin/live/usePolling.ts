'use client'

import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

type Args = {
  /**
   * Looks once; gives the milliseconds until the next look, null where nobody answered. Must not throw, but for its
   * own abort.
   */
  look: (signal: AbortSignal) => Promise<number | null>
}

/** The longest wait between two tries while nobody answers, in milliseconds. */
const longestMs = 20_000

/**
 * Looks again and again while the page is seen: at its own pace, less often while nobody answers, at once when the
 * page is seen again. `lostSince` says since when nobody has answered; `lookNow` looks at once.
 */
export const usePolling = ({ look }: Args) => {
  const [lostSince, setLostSince] = useState<Date | null>(null)
  const wake = useRef<() => void>(() => {})
  const onLook = useEffectEvent(look)
  useEffect(() => {
    const stopping = new AbortController()
    const { signal } = stopping
    let timer: ReturnType<typeof setTimeout> | undefined
    let failures = 0
    let isLooking = false
    let isWanted = false
    const turn = async (): Promise<void> => {
      clearTimeout(timer)
      if (isLooking) {
        isWanted = true
        return
      }
      isLooking = true
      let nextMs: number | null
      try {
        nextMs = await onLook(signal)
        const isAnswered = nextMs !== null
        failures = isAnswered ? 0 : failures + 1
        setLostSince((before) => (isAnswered ? null : (before ?? new Date())))
      } catch (error) {
        if (signal.aborted) return
        throw error
      } finally {
        isLooking = false
      }
      if (signal.aborted) return
      if (isWanted) {
        isWanted = false
        return turn()
      }
      if (document.visibilityState === 'hidden') return
      timer = setTimeout(turn, nextMs ?? Math.min(longestMs, 2_000 * 2 ** (failures - 1)))
    }
    wake.current = () => void turn()
    const onSeen = () => {
      if (document.visibilityState === 'visible') void turn()
    }
    document.addEventListener('visibilitychange', onSeen)
    window.addEventListener('online', onSeen)
    void turn()
    return () => {
      stopping.abort()
      clearTimeout(timer)
      wake.current = () => {}
      document.removeEventListener('visibilitychange', onSeen)
      window.removeEventListener('online', onSeen)
    }
  }, [])
  const lookNow = useCallback(() => wake.current(), [])
  return { lostSince, lookNow }
}
