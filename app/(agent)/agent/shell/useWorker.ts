import { useCallback, useEffect, useState } from 'react'

export type Update = {
  /** True where a new version of the page is on the phone and waits. */
  isReady: boolean
  /** Shows it now. */
  apply: () => void
}

/** Where nothing is lost by a reload: nobody looks, no task is open, and no question. */
const isQuiet = (): boolean =>
  document.visibilityState === 'hidden' &&
  !new URLSearchParams(window.location.search).has('task') &&
  document.querySelector('dialog[open]') === null

/** Time from one look for a new version to the next, in milliseconds. */
const lookMs = 60 * 60_000

/**
 * Starts the service worker, and follows its versions. A new one that is there as the page opens is shown at once; one
 * that comes later, at a tap or at a quiet moment.
 */
export const useWorker = (): Update => {
  const [waiting, setWaiting] = useState<ServiceWorker>()

  const apply = useCallback(() => {
    if (!waiting) return
    const reload = () => window.location.reload()
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true })
    waiting.postMessage({ type: 'activate' })
  }, [waiting])

  useEffect(() => {
    // While one develops, files change under the same names.
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    return follow(setWaiting)
  }, [])

  useEffect(() => {
    const leave = () => {
      if (isQuiet()) apply()
    }
    document.addEventListener('visibilitychange', leave)
    return () => document.removeEventListener('visibilitychange', leave)
  }, [apply])

  return { isReady: waiting !== undefined, apply }
}

const follow = (onWaiting: (worker: ServiceWorker) => void): (() => void) => {
  const { serviceWorker } = navigator
  let isOver = false
  let timer: ReturnType<typeof setInterval> | undefined
  const start = async () => {
    const registration = await serviceWorker.register('/agent/worker', {
      scope: '/agent',
      updateViaCache: 'none',
    })
    if (isOver) return
    const watch = (worker: ServiceWorker | null) =>
      worker?.addEventListener('statechange', () => {
        // The first one of all waits for nobody.
        if (worker.state === 'installed' && serviceWorker.controller && !isOver) onWaiting(worker)
      })
    if (registration.waiting && serviceWorker.controller) {
      serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
        once: true,
      })
      registration.waiting.postMessage({ type: 'activate' })
      return
    }
    watch(registration.installing)
    registration.addEventListener('updatefound', () => watch(registration.installing))
    timer = setInterval(() => {
      if (navigator.onLine) registration.update().catch(isForLater)
    }, lookMs)
  }
  start().catch((error: unknown) => console.warn('The service worker did not start.', error))
  return () => {
    isOver = true
    clearInterval(timer)
  }
}

/** Out of reach: it is looked for again in an hour. */
const isForLater = () => undefined
