'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** The zone of the reader's browser; UTC while the server renders. */
export const useBrowserZone = (): string =>
  useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
