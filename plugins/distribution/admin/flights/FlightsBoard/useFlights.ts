'use client'

import { useState } from 'react'
import type { FlightPlanList } from '../../../series/operations/listFlightPlans.ts'
import type { FlightList } from '../../../series/operations/listFlights.ts'
import type { SeriesList } from '../../../series/operations/listSeries.ts'
import type { ComingFlights } from '../../../series/operations/lookAheadFlights.ts'
import type { FlightPlanAnswer } from '../../../series/operations/readFlightPlan.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePolling } from '../../live/usePolling.ts'

export type Seen = {
  series: SeriesList['series']
  coming: ComingFlights
  today?: { plan: FlightPlanAnswer; flights: FlightList['flights'] }
}

/** How often it is looked at again besides what is heard, in milliseconds. */
const paceMs = 10_000

type Get = ReturnType<typeof useApi>['get']

/** Broken off where somebody refuses, or nobody answers. */
class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

const createReader = (get: Get, signal: AbortSignal) => {
  const read = async <Answer>(path: string): Promise<Answer> => {
    const answered = await get<Answer>(path, signal)
    if ('problem' in answered) throw new Refused(answered.problem)
    return answered.answer
  }
  /** All pages of a list. */
  const readAll = async <Page extends { next: string | null }, One>(
    path: string,
    pick: (page: Page) => One[],
  ): Promise<One[]> => {
    const all: One[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: Page = await read<Page>(`${path}&limit=100${after}`)
      all.push(...pick(page))
      cursor = page.next
    }
    return all
  }
  return { read, readAll }
}

const readToday = async (
  { read, readAll }: ReturnType<typeof createReader>,
  of: string,
): Promise<Seen['today']> => {
  const { flightPlans } = await read<FlightPlanList>(`/distribution/flight-plans?${of}&limit=1`)
  const last = flightPlans[0]
  if (!last) return undefined
  const path = `/distribution/flight-plans/${encodeURIComponent(String(last.flightPlan))}`
  const [plan, flights] = await Promise.all([
    read<FlightPlanAnswer>(path),
    readAll(`/distribution/flights?${of}&day=${last.day}`, (page: FlightList) => page.flights),
  ])
  return { plan, flights }
}

/** A client's series, its newest flight plan with where each flight stands, and the coming month. */
export const useFlights = (tenant: string) => {
  const { get } = useApi()
  const [seen, setSeen] = useState<Seen>()
  const [problem, setProblem] = useState<Problem>()
  const { lostSince, lookNow } = usePolling({
    look: async (signal) => {
      const reader = createReader(get, signal)
      const of = `tenant=${encodeURIComponent(tenant)}`
      try {
        const [series, coming, today] = await Promise.all([
          reader.readAll(`/distribution/series?${of}`, (page: SeriesList) => page.series),
          reader.read<ComingFlights>(`/tenants/${encodeURIComponent(tenant)}/coming-flights`),
          readToday(reader, of),
        ])
        setSeen({ series, coming, ...(today ? { today } : {}) })
        setProblem(undefined)
        return paceMs
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        const { status } = error.problem
        if (status === 0 || status >= 500) return null
        setProblem(error.problem)
        return paceMs
      }
    },
  })
  return { seen, problem, lostSince, lookNow }
}
