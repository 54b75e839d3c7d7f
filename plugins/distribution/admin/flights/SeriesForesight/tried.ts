'use client'

import { useSyncExternalStore } from 'react'
import type { TriedSeries } from '../../../series/operations/trySeries.ts'
import type { Problem } from '../../calls/problem.ts'

/** What the last look at the source in the form brought; the fields of a form are drawn apart from each other. */
export type Tried = { answer?: TriedSeries; problem?: Problem; isBusy: boolean }

const none: Tried = { isBusy: false }
const listeners = new Set<() => void>()
let last = none

export const tellTried = (tried: Tried | undefined): void => {
  last = tried ?? none
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useTried = (): Tried =>
  useSyncExternalStore(
    subscribe,
    () => last,
    () => none,
  )
