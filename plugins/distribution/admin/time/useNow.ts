'use client'

import { useSyncExternalStore } from 'react'

/** How often relative times are said anew, in milliseconds. */
const beatMs = 5_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const tell of listeners) tell()
  }, beatMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time, renewed every five seconds with one clock for the whole page; null while the server renders. */
export const useNow = (): Date | null => {
  const beat = useSyncExternalStore(
    subscribe,
    () => Math.floor(Date.now() / beatMs),
    () => 0,
  )
  return beat === 0 ? null : new Date()
}
