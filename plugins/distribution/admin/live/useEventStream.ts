'use client'

import { useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useEffect, useEffectEvent, useState } from 'react'

type Args = {
  /** Below the API's root, such as `/distribution/7/events`. */
  path: `/${string}`
  /** The types that are listened to, one by one. */
  types: readonly string[]
  /** Gets what stands in the event, parsed. */
  onEvent: (said: unknown) => void
  /** The stream is open, for the first time or again with a gap: what is known has to be read anew. */
  onBegin: () => void
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Listens to what happens, as it happens. The browser connects again by itself and goes on behind the last event it had.
 * `lostSince` says since when it is not connected.
 */
export const useEventStream = ({ path, types, onEvent, onBegin }: Args) => {
  const [lostSince, setLostSince] = useState<Date | null>(null)
  const { config } = useConfig()
  const url = formatAdminURL({ apiRoute: config.routes.api, path })
  const listened = types.join(' ')
  const hear = useEffectEvent(onEvent)
  const begin = useEffectEvent(onBegin)
  useEffect(() => {
    let stream: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined
    let hasBegun = false
    const open = () => {
      stream = new EventSource(url, { withCredentials: true })
      stream.onopen = () => {
        setLostSince(null)
        if (!hasBegun) begin()
        hasBegun = true
      }
      stream.onerror = () => {
        setLostSince((before) => before ?? new Date())
        // A browser that was refused does not try again by itself.
        if (stream.readyState !== EventSource.CLOSED) return
        hasBegun = false
        timer = setTimeout(open, 15_000)
      }
      for (const type of listened.split(' ')) {
        stream.addEventListener(type, ({ data }) => hear(parse(String(data))))
      }
      stream.addEventListener('reset', () => begin())
    }
    open()
    return () => {
      clearTimeout(timer)
      stream.close()
    }
  }, [url, listened])
  return { lostSince }
}
