'use client'

import { useCallback, useEffect, useEffectEvent, useRef } from 'react'

/** Gathers what comes until the next picture is drawn, and gives it on together: a burst is drawn once. */
export const useBatches = <Item>(onBatch: (items: Item[]) => void): ((item: Item) => void) => {
  const waiting = useRef<Item[]>([])
  const frame = useRef<number>(undefined)
  const give = useEffectEvent(onBatch)
  const flush = useCallback(() => {
    frame.current = undefined
    const items = waiting.current
    waiting.current = []
    give(items)
  }, [])
  useEffect(
    () => () => {
      if (frame.current !== undefined) cancelAnimationFrame(frame.current)
    },
    [],
  )
  return useCallback(
    (item) => {
      waiting.current.push(item)
      frame.current ??= requestAnimationFrame(flush)
    },
    [flush],
  )
}
