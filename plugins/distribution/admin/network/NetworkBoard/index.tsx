'use client'

import { Button, Link, toast, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useState } from 'react'
import type { NetworkHistory } from '../../../distribute/network/operations/history.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { usePolling } from '../../live/usePolling.ts'
import type { Managed } from '../../page/readManaged.ts'
import { TenantChoice } from '../../page/TenantChoice/index.tsx'
import { standingOf } from '../../plans/tellPlan.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { AccountHealth } from '../AccountHealth/index.tsx'
import { tellProgress } from '../followPlan.ts'
import { networkPlanPath } from '../networkPath.ts'
import { PeriodFigures } from '../PeriodFigures/index.tsx'
import { StartForm } from '../StartForm/index.tsx'
import './index.css'

type Past = NetworkHistory['plans'][number]

type Args = { tenants: Managed[]; tenant: string | undefined; first: NetworkHistory | undefined }

/** Plans over many accounts, the newest first, and the way to a new one. */
export const NetworkBoard = ({ tenants, tenant, first }: Args) => {
  const { get } = useApi()
  const { may } = usePanel()
  const [history, setHistory] = useState(first)
  // Pages behind the first one that somebody asked for.
  const [older, setOlder] = useState<NetworkHistory>()
  const [isStarting, setStarting] = useState(false)
  const query = tenant === undefined ? '' : `&tenant=${encodeURIComponent(tenant)}`
  const { lostSince } = usePolling({
    look: async (signal) => {
      const answered = await get<NetworkHistory>(`/distribution/history?limit=50${query}`, signal)
      if ('answer' in answered) {
        setHistory(answered.answer)
        // What a new plan pushes off the first page stays.
        setOlder((before) => before && { ...before, plans: join(history?.plans, before.plans) })
      }
      return 'answer' in answered ? 10_000 : null
    },
  })
  const next = older ? older.next : (history?.next ?? null)
  const readOlder = async () => {
    if (next === null) return
    const page = `&cursor=${encodeURIComponent(next)}`
    const answered = await get<NetworkHistory>(`/distribution/history?limit=50${query}${page}`)
    if ('problem' in answered) {
      toast.error(answered.problem.detail)
      return
    }
    const { plans, next: following } = answered.answer
    setOlder((before) => ({ plans: join(before?.plans, plans), next: following }))
  }
  const mayStart = tenant !== undefined && may('plans.write', tenant)
  return (
    <div className="postyard-networks">
      <LostTouch since={lostSince} />
      <TenantChoice tenants={tenants} tenant={tenant} />
      {mayStart && isStarting ? (
        <StartForm tenant={tenant} onClose={() => setStarting(false)} />
      ) : null}
      {mayStart && !isStarting ? (
        <Button
          extraButtonProps={{ 'data-action': 'new-network' }}
          margin={false}
          onClick={() => setStarting(true)}
          type="button"
        >
          One post over many accounts
        </Button>
      ) : null}
      {history?.plans.length === 0 ? (
        <p className="postyard-networks__empty">
          Here stand posts that went over many accounts of a client: spread over hours, varied,
          never the same on two accounts at once.{' '}
          {tenant === undefined ? 'Choose a client to begin one.' : ''}
        </p>
      ) : null}
      {history && history.plans.length > 0 ? (
        <Plans
          plans={join(history.plans, older?.plans)}
          onOlder={next === null ? null : readOlder}
        />
      ) : null}
      {tenant !== undefined && history && history.plans.length > 0 ? (
        <PeriodFigures key={`figures ${tenant}`} tenant={tenant} />
      ) : null}
      {tenant !== undefined && may('channels.read', tenant) ? (
        <AccountHealth key={tenant} tenant={tenant} />
      ) : null}
    </div>
  )
}

/** Both, each plan once, as the first has it. */
const join = (first: Past[] = [], second: Past[] = []): Past[] => {
  const known = new Set(first.map(({ id }) => String(id)))
  return [...first, ...second.filter(({ id }) => !known.has(String(id)))]
}

/** How many plans are shown before somebody asks for more. */
const few = 8

type PlansArgs = {
  plans: Past[]
  /** Reads on; null at the end. */
  onOlder: (() => Promise<void>) | null
}

const Plans = ({ plans, onOlder }: PlansArgs) => {
  const [isWhole, setWhole] = useState(false)
  return (
    <>
      <PlanTable plans={isWhole ? plans : plans.slice(0, few)} />
      {!isWhole && plans.length > few ? (
        <Button buttonStyle="secondary" margin={false} onClick={() => setWhole(true)} type="button">
          Show {plans.length - few} earlier
        </Button>
      ) : null}
      {onOlder && (isWhole || plans.length <= few) ? (
        <Button
          buttonStyle="secondary"
          extraButtonProps={{ 'data-action': 'older-networks' }}
          margin={false}
          onClick={() => void onOlder()}
          type="button"
        >
          Show earlier
        </Button>
      ) : null}
    </>
  )
}

const PlanTable = ({ plans }: { plans: Past[] }) => (
  <table className="postyard-networks__plans">
    <thead>
      <tr>
        <th scope="col">Post</th>
        <th scope="col">State</th>
        <th scope="col">How far</th>
        <th scope="col">Begins</th>
        <th scope="col">In peak hours</th>
        <th scope="col">Risk</th>
        <th scope="col">Started by</th>
      </tr>
    </thead>
    <tbody>
      {plans.map((plan) => (
        <OnePlan key={plan.id} plan={plan} />
      ))}
    </tbody>
  </table>
)

const stoppedBy = ({ pausedAt, haltedAt }: Past) =>
  haltedAt ? 'Halted' : pausedAt ? 'Paused' : undefined

const OnePlan = ({ plan }: { plan: Past }) => {
  const { config } = useConfig()
  const zone = useZone(plan.tenant)
  const href = formatAdminURL({ adminRoute: config.routes.admin, path: networkPlanPath(plan.id) })
  return (
    <tr>
      <th scope="row">
        <Link href={href}>{plan.title}</Link>
      </th>
      <td data-label="State">
        <StateMark {...standingOf({ ...plan, stopped: stoppedBy(plan) })} />
      </td>
      <td data-label="How far">{tellProgress(plan.counts)}</td>
      <td data-label="Begins">
        <Moment at={plan.window.from} zone={zone} />
      </td>
      <td data-label="In peak hours">{Math.round(plan.figures.peakShare * 100)} %</td>
      <td data-label="Risk">{plan.risk ?? '–'}</td>
      <td data-label="Started by">{plan.startedBy}</td>
    </tr>
  )
}
