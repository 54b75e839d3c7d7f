'use client'

import { useState } from 'react'
import type { FlightList } from '../../../series/operations/listFlights.ts'
import type { SeriesItems } from '../../../series/operations/listItems.ts'
import type { ComingFlights } from '../../../series/operations/lookAheadFlights.ts'
import type { SeriesAnswer } from '../../../series/operations/readSeries.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePolling } from '../../live/usePolling.ts'

export type Standing = {
  one: SeriesAnswer
  /** From so many items on it flies seldom. */
  full: number
  /** The coming days on which it flies; `at` where the time is known. */
  days: { day: string; at: string | null }[]
  flights: FlightList['flights']
  aside: SeriesItems['items']
}

const paceMs = 10_000

/** A series as it stands: its next flights, its last ones, and what of it was set aside. */
export const useStanding = (id: string | number) => {
  const { get } = useApi()
  const [standing, setStanding] = useState<Standing>()
  const [problem, setProblem] = useState<Problem>()
  const refuse = (refused: Problem): number | null => {
    if (refused.status === 0 || refused.status >= 500) return null
    setProblem(refused)
    return paceMs
  }
  const { lostSince, lookNow } = usePolling({
    look: async (signal) => {
      const path = `/distribution/series/${encodeURIComponent(String(id))}`
      const read = await get<SeriesAnswer>(path, signal)
      if ('problem' in read) return refuse(read.problem)
      const one = read.answer
      const [coming, flights, aside] = await Promise.all([
        get<ComingFlights>(
          `/tenants/${encodeURIComponent(String(one.tenant))}/coming-flights`,
          signal,
        ),
        get<FlightList>(
          `/distribution/flights?series=${encodeURIComponent(String(id))}&limit=6`,
          signal,
        ),
        get<SeriesItems>(`${path}/items?state=set_aside&limit=20`, signal),
      ])
      for (const answered of [coming, flights, aside]) {
        if ('problem' in answered) return refuse(answered.problem)
      }
      if (!('answer' in coming && 'answer' in flights && 'answer' in aside)) return null
      const days = coming.answer.days.flatMap(({ day, queue }) =>
        queue.filter(({ slug }) => slug === one.slug).map(({ at }) => ({ day, at })),
      )
      setStanding({
        ...{ one, days, full: coming.answer.threshold },
        ...{ flights: flights.answer.flights, aside: aside.answer.items },
      })
      setProblem(undefined)
      return paceMs
    },
  })
  return { standing, problem, lostSince, lookNow }
}
