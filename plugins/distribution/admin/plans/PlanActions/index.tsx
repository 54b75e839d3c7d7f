'use client'

import { Link, useConfig, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { DeliveryTable } from '../../deliveries/DeliveryTable/index.tsx'
import { channelOf } from '../../deliveries/delivery.ts'
import { useDeliveries } from '../../deliveries/useDeliveries.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { networkPlanPath } from '../../network/networkPath.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { mayGoOn, standingOf, tellCounts } from '../tellPlan.ts'
import { PlanButtons } from './PlanButtons.tsx'
import './index.css'

type Status = {
  state: string
  counts: Record<string, number>
  paused: { at: string; by: string; reason: string | null } | null
  halted: { at: string; by: string; reason: string } | null
}

/** On a plan's page: how it stands, what stops it or lets it go on, and each of its deliveries. */
export const PlanActions = () => {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <OnePlan id={id} />
}

const OnePlan = ({ id }: { id: string | number }) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const { config } = useConfig()
  const isNetwork = useFormFields(([fields]) => Boolean(fields?.network?.value))
  const [status, setStatus] = useState<Status>()
  const [refused, setRefused] = useState<Problem>()
  const path = `/${slugs.plans}/${encodeURIComponent(String(id))}`
  const { lookNow } = usePolling({
    look: async (signal) => {
      const answered = await get<Status>(`${path}/status`, signal)
      if ('problem' in answered) {
        const { status: code } = answered.problem
        if (code === 0 || code >= 500) return null
        setRefused(answered.problem)
        return 15_000
      }
      setRefused(undefined)
      setStatus(answered.answer)
      return answered.answer.state === 'publishing' ? 2_000 : 6_000
    },
  })
  const deliveries = useDeliveries({ of: { plan: id } })
  const { page, lostSince } = deliveries
  const tenant = page?.docs[0]?.tenant
  const zone = useZone(tenant)
  const stop = status?.halted ?? status?.paused
  const failedOn = (page?.docs ?? [])
    .filter(({ state }) => state === 'failed' || state === 'expired')
    .map(channelOf)
  const onDone = () => {
    lookNow()
    deliveries.lookNow()
  }
  return (
    <section className="postyard-plan" aria-label="How it stands">
      <LostTouch since={lostSince} />
      <SaidAloud>{page?.said ?? ''}</SaidAloud>
      {refused ? <p role="alert">{refused.detail}</p> : null}
      {status ? (
        <>
          <h2 className="postyard-plan__state">
            <StateMark
              {...standingOf({
                ...status,
                stopped: status.halted ? 'Halted' : status.paused ? 'Paused' : undefined,
              })}
            />
            <span className="postyard-plan__counts">{tellCounts(status.counts)}</span>
          </h2>
          {stop && mayGoOn(status.counts) ? (
            <p className="postyard-plan__pause">
              {status.halted ? 'Halted' : 'Paused'} by {stop.by}
              {stop.reason ? `: ${stop.reason}` : ''}, since <Moment at={stop.at} zone={zone} />
            </p>
          ) : null}
          <PlanButtons
            path={path}
            tenant={tenant}
            status={status}
            failedOn={failedOn}
            onDone={onDone}
          />
          {isNetwork ? (
            <p className="postyard-plan__map">
              <Link
                href={formatAdminURL({
                  adminRoute: config.routes.admin,
                  path: networkPlanPath(id),
                })}
              >
                Its day as a map, account by account
              </Link>
            </p>
          ) : null}
        </>
      ) : null}
      {page && page.docs.length > 0 ? (
        <DeliveryTable
          deliveries={page.docs}
          totalDocs={page.totalDocs}
          of={{ kind: 'plan', id }}
          onDone={onDone}
        />
      ) : null}
    </section>
  )
}
