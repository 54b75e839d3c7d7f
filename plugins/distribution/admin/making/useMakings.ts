'use client'

import { useState } from 'react'
import type { ID } from '../../model/database.ts'
import { useApi } from '../calls/useApi.ts'
import { type Delivery, idOfRelated } from '../deliveries/delivery.ts'
import { usePanel } from '../facts/FactsProvider.tsx'
import { usePolling } from '../live/usePolling.ts'
import type { Making } from './making.ts'

const whileMakingMs = 1_000
const whileWaitingMs = 5_000
const otherwiseMs = 15_000

const isWaiting = ({ state, reasonCode }: Delivery): boolean =>
  state === 'held' && (reasonCode === 'MEDIA_PENDING' || reasonCode === 'MEDIA_FAILED')

/**
 * What is made for deliveries of one post that wait for their pictures or videos, kept fresh while the page is seen; by
 * delivery. Nothing is asked while none waits.
 */
export const useMakings = (deliveries: Delivery[]) => {
  const api = useApi()
  const { slugs } = usePanel()
  const [makings, setMakings] = useState<Making[]>([])
  const waiting = deliveries.filter(isWaiting)
  const post = waiting[0] && idOfRelated(waiting[0].post)
  const { lookNow } = usePolling({
    look: async (signal) => {
      if (post === undefined) {
        setMakings([])
        return whileWaitingMs
      }
      const path = `/${slugs.posts}/${encodeURIComponent(String(post))}/renditions`
      const answered = await api.get<{ renditions: Making[] }>(path, signal)
      if ('problem' in answered) {
        const { status } = answered.problem
        return status === 0 || status >= 500 ? null : otherwiseMs
      }
      const { renditions } = answered.answer
      setMakings(renditions)
      return renditions.some(({ state }) => state === 'rendering') ? whileMakingMs : whileWaitingMs
    },
  })
  const ids = new Set(waiting.map(({ id }) => id))
  const of = (delivery: ID): Making[] =>
    ids.has(delivery) ? makings.filter((making) => making.deliveries.includes(delivery)) : []
  return { makingsOf: of, lookNow }
}
