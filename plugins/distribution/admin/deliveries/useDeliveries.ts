'use client'

import { useState } from 'react'
import type { Problem } from '../calls/problem.ts'
import { useApi } from '../calls/useApi.ts'
import { usePanel } from '../facts/FactsProvider.tsx'
import { paceOf } from '../live/pace.ts'
import { tellChanges } from '../live/tellChanges.ts'
import { usePolling } from '../live/usePolling.ts'
import { channelOf, type Delivery, type Page } from './delivery.ts'

/** The most that are shown on one page; the list shows the others. */
export const mostShown = 50

const fields = [
  'tenant',
  'plan',
  'post',
  'channel',
  'kind',
  'state',
  'reason',
  'reasonCode',
  'scheduledAt',
  'nextAttemptAt',
  'executedAt',
  'attempt',
  'contentVersion',
  'variation',
  'externalUrl',
  'cancelRequestedAt',
  'updatedAt',
] as const satisfies (keyof Delivery)[]

type Args = {
  /** Which ones: the deliveries of a post or of a plan, or one delivery. */
  of: { post: string | number } | { plan: string | number } | { id: string | number }
}

type Shown = Page<Delivery> & { said: string }

/** Deliveries as they are now, kept fresh while the page is seen. `page` is undefined until the first answer. */
export const useDeliveries = ({ of }: Args) => {
  const api = useApi()
  const { slugs } = usePanel()
  const [page, setPage] = useState<Shown>()
  const [problem, setProblem] = useState<Problem>()
  const [name, id] = Object.entries(of)[0] ?? []
  const query = new URLSearchParams({
    [`where[${name}][equals]`]: String(id),
    // What was distributed last stands on top, and a row stays in its place when its time changes.
    sort: '-createdAt',
    depth: '1',
    limit: String(mostShown),
    [`populate[${slugs.channels}][name]`]: 'true',
    [`populate[${slugs.channels}][platform]`]: 'true',
    [`populate[${slugs.channels}][profile]`]: 'true',
    [`populate[${slugs.plans}][startedByName]`]: 'true',
    [`populate[${slugs.posts}][title]`]: 'true',
    [`populate[${slugs.tenants}][name]`]: 'true',
    ...Object.fromEntries(fields.map((field) => [`select[${field}]`, 'true'])),
  })
  const { lostSince, lookNow } = usePolling({
    look: async (signal) => {
      const answered = await api.get<Page<Delivery>>(`/${slugs.deliveries}?${query}`, signal)
      if ('problem' in answered) {
        if (answered.problem.status === 0 || answered.problem.status >= 500) return null
        setProblem(answered.problem)
        return paceOf([], Date.now())
      }
      setProblem(undefined)
      setPage((before) => ({
        ...answered.answer,
        said: tellChanges((before?.docs ?? []).map(toNamed), answered.answer.docs.map(toNamed)),
      }))
      return paceOf(answered.answer.docs, Date.now())
    },
  })
  return { page, problem, lostSince, lookNow }
}

const toNamed = (delivery: Delivery) => ({
  id: delivery.id,
  state: delivery.state,
  name: channelOf(delivery),
})
