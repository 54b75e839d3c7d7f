'use client'

import { useState } from 'react'
import type { FlightPlanList } from '../../../series/operations/listFlightPlans.ts'
import type { SeriesList } from '../../../series/operations/listSeries.ts'
import type { ComingFlights } from '../../../series/operations/lookAheadFlights.ts'
import type { FlightPlanAnswer } from '../../../series/operations/readFlightPlan.ts'
import { useApi } from '../../calls/useApi.ts'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { usePolling } from '../../live/usePolling.ts'
import type { Managed } from '../../page/readManaged.ts'
import { TenantChoice } from '../../page/TenantChoice.tsx'
import { Coming } from './Coming.tsx'
import { SeriesTable } from './SeriesTable.tsx'
import { Today } from './Today.tsx'
import './index.css'

type Args = { tenants: Managed[]; tenant: string | undefined }

type Seen = { series: SeriesList['series']; plan?: FlightPlanAnswer; coming: ComingFlights }

/** How often it is looked at again, in milliseconds: it changes at midnight, and when somebody does something here. */
const paceMs = 60_000

/** Evergreen series of a client: how each stands, what flies today, and what will in the coming month. */
export const FlightsBoard = ({ tenants, tenant }: Args) => (
  <div className="postyard-flights">
    <TenantChoice tenants={tenants} tenant={tenant} className="postyard-flights__client" />
    {tenant === undefined ? (
      <p>Choose a client to see its series.</p>
    ) : (
      <OneClient tenant={tenant} />
    )}
  </div>
)

type Get = ReturnType<typeof useApi>['get']

/** All series of a client, page for page; undefined where nobody answered. */
const readSeries = async (get: Get, of: string, signal: AbortSignal) => {
  const series: SeriesList['series'] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = await get<SeriesList>(`/distribution/series?${of}&limit=100${after}`, signal)
    if (!('answer' in page)) return undefined
    series.push(...page.answer.series)
    cursor = page.answer.next
  }
  return series
}

const OneClient = ({ tenant }: { tenant: string }) => {
  const { get } = useApi()
  const [seen, setSeen] = useState<Seen>()
  const { lostSince, lookNow } = usePolling({
    look: async (signal) => {
      const of = `tenant=${encodeURIComponent(tenant)}`
      const [series, plans, coming] = await Promise.all([
        readSeries(get, of, signal),
        get<FlightPlanList>(`/distribution/flight-plans?${of}&limit=1`, signal),
        get<ComingFlights>(`/tenants/${encodeURIComponent(tenant)}/coming-flights`, signal),
      ])
      if (!(series && 'answer' in plans && 'answer' in coming)) return null
      const last = plans.answer.flightPlans[0]?.flightPlan
      const plan =
        last === undefined
          ? undefined
          : await get<FlightPlanAnswer>(
              `/distribution/flight-plans/${encodeURIComponent(String(last))}`,
              signal,
            )
      if (plan && !('answer' in plan)) return null
      setSeen({
        series,
        coming: coming.answer,
        ...(plan ? { plan: plan.answer } : {}),
      })
      return paceMs
    },
  })
  if (!seen) return <LostTouch since={lostSince} />
  if (seen.series.length === 0) {
    return (
      <p>
        Here stand streams of content that go out by themselves: folders, feeds and queries, one
        item at a time. Make one under “Series”, or name the watched folder in the settings of the
        client: each folder in it becomes a series.
      </p>
    )
  }
  return (
    <>
      <LostTouch since={lostSince} />
      <SeriesTable series={seen.series} coming={seen.coming} onChange={lookNow} />
      {seen.plan ? <Today plan={seen.plan} /> : null}
      <Coming days={seen.coming.days} />
    </>
  )
}
