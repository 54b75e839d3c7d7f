'use client'

import { useModal } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import type { OverviewAnswer } from '../../../assist/operations/assistOverview.ts'
import type { PeopleAnswer } from '../../../assist/operations/listPeople.ts'
import type { WatchAnswer } from '../../../assist/operations/watchTasks.ts'
import type { Answered } from '../../calls/callApi.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { usePolling } from '../../live/usePolling.ts'
import type { Choice } from '../readChoice.ts'
import type { Shown } from './index.tsx'

/** How often tasks are looked at, in milliseconds; people and rates change more slowly. */
const paceMs = 5_000
const slowMs = 30_000

/** Where the caller may no longer look, nothing changes soon, in milliseconds. */
const refusedMs = 15_000

const problemOf = (answered: Answered<unknown>): Problem | undefined =>
  'problem' in answered ? answered.problem : undefined

/** Tasks, people and rates as they are, kept fresh while the page is seen. `lookNow` looks at all of them at once. */
export const useFreshPeople = ({ choice, first }: { choice: Choice; first: Shown }) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const { modalState } = useModal()
  const [shown, setShown] = useState(first)
  const [problem, setProblem] = useState<Problem>()
  // What the server drew the page with is fresh.
  const slowAt = useRef(Number.NEGATIVE_INFINITY)
  const isFirst = useRef(true)
  const { tenant, over } = choice
  const of = tenant ? `?${new URLSearchParams({ tenant })}` : ''
  const polling = usePolling({
    look: async (signal) => {
      if (isFirst.current) {
        isFirst.current = false
        slowAt.current = Date.now()
        return paceMs
      }
      const isSlowTurn = Date.now() - slowAt.current >= slowMs
      const [watch, people, overview] = await Promise.all([
        get<WatchAnswer>(`/assist/watch${of}`, signal),
        isSlowTurn ? get<PeopleAnswer>('/assist/people', signal) : undefined,
        isSlowTurn && tenant
          ? get<OverviewAnswer>(
              `/${slugs.tenants}/${encodeURIComponent(tenant)}/assist-overview?over=${over}`,
              signal,
            )
          : undefined,
      ])
      const refusal = [watch, people, overview]
        .map((answered) => answered && problemOf(answered))
        .find((found) => found !== undefined)
      if (refusal) {
        if (refusal.status === 0 || refusal.status >= 500) return null
        setProblem(refusal)
        return refusedMs
      }
      setProblem(undefined)
      // What is asked about stays where it is until it is answered.
      if (Object.values(modalState ?? {}).some((modal) => modal?.isOpen)) return paceMs
      if (isSlowTurn) slowAt.current = Date.now()
      setShown((before) => ({
        watch: 'answer' in watch ? watch.answer : before.watch,
        people: people && 'answer' in people ? people.answer : before.people,
        overview: overview && 'answer' in overview ? overview.answer : before.overview,
      }))
      return paceMs
    },
  })
  return {
    shown,
    problem,
    lostSince: polling.lostSince,
    lookNow: () => {
      slowAt.current = Number.NEGATIVE_INFINITY
      polling.lookNow()
    },
  }
}
