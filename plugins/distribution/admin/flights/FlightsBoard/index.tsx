'use client'

import { Button, toast } from '@payloadcms/ui'
import { useState } from 'react'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import type { Managed } from '../../page/readManaged.ts'
import { TenantChoice } from '../../page/TenantChoice/index.tsx'
import { tellDay } from '../tellDay.ts'
import { usePanelHref } from '../usePanelHref.ts'
import { Coming } from './Coming.tsx'
import { HearFlights } from './HearFlights.tsx'
import { SeriesTable } from './SeriesTable.tsx'
import { Today } from './Today.tsx'
import { useFlights } from './useFlights.ts'
import './index.css'

type Args = { tenants: Managed[]; tenant: string | undefined }

/** Evergreen series of a client: how each stands, what flies today, and what will in the coming month. */
export const FlightsBoard = ({ tenants, tenant }: Args) => (
  <div className="postyard-flights">
    <TenantChoice tenants={tenants} tenant={tenant} />
    {tenant === undefined ? (
      <p>Choose a client to see its series.</p>
    ) : (
      <OneClient tenant={tenant} />
    )}
  </div>
)

const OneClient = ({ tenant }: { tenant: string }) => {
  const { may } = usePanel()
  const { seen, problem, lostSince, lookNow } = useFlights(tenant)
  if (problem) return <p role="alert">{problem.detail}</p>
  const names = new Map(seen?.series.map(({ series, name }) => [String(series), name]))
  return (
    <>
      <LostTouch since={lostSince} />
      {may('events.read', tenant) ? <HearFlights tenant={tenant} onHeard={lookNow} /> : null}
      {seen ? <Acts tenant={tenant} onDone={lookNow} /> : null}
      {seen?.series.length === 0 ? (
        <p>
          Here stand streams of content that go out by themselves: folders, feeds and collections,
          one item at a time. Make one, or name the watched folder in the settings of the client:
          each folder in it becomes a series.
        </p>
      ) : null}
      {seen?.today ? <Today {...seen.today} names={names} onChange={lookNow} /> : null}
      {seen && seen.series.length > 0 ? (
        <>
          <SeriesTable
            series={seen.series}
            flights={seen.today?.flights ?? []}
            coming={seen.coming}
            onChange={lookNow}
          />
          <Coming days={seen.coming.days} names={names} />
        </>
      ) : null}
    </>
  )
}

type ActArgs = { tenant: string; onDone: () => void }

/** The way to a new series, and today's plan by hand. */
const Acts = ({ tenant, onDone }: ActArgs) => {
  const { slugs, may } = usePanel()
  const { page } = usePanelHref()
  const { post } = useApi()
  const [isBusy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    const path = `/tenants/${encodeURIComponent(tenant)}/run-flight-plan`
    const answered = await post<{ day: string; isNew: boolean }>(path, {})
    setBusy(false)
    if ('problem' in answered) toast.error(answered.problem.detail)
    else {
      const day = tellDay(answered.answer.day)
      toast.success(
        answered.answer.isNew
          ? `${day} is planned.`
          : `${day} has its plan already. What is new since flies from tomorrow on, or now from the page of its series.`,
      )
    }
    onDone()
  }
  return (
    <div className="postyard-flights__acts">
      {may('series.write', tenant) ? (
        <Button
          buttonStyle="primary"
          el="link"
          margin={false}
          to={page(`/collections/${slugs.series}/create`)}
        >
          New series
        </Button>
      ) : null}
      {may('series.manage', tenant) ? (
        <Button
          buttonStyle="secondary"
          disabled={isBusy}
          extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'run-flight-plan' }}
          margin={false}
          onClick={() => void run()}
          type="button"
        >
          Plan today
        </Button>
      ) : null}
    </div>
  )
}
