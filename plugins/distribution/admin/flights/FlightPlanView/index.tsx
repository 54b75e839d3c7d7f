import type { AdminViewServerProps } from 'payload'
import { DistributionError } from '../../../errors.ts'
import { runFor } from '../../../runOperation.ts'
import { readFlightPlan } from '../../../series/operations/readFlightPlan.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { readManaged } from '../../page/readManaged.ts'
import { flightPlanPath, flightsPath, flightsTitle } from '../flightsPath.ts'
import { PlanSheet } from './PlanSheet.tsx'

const idOf = (segments: unknown): string => {
  const last = Array.isArray(segments) ? segments.at(-1) : undefined
  return typeof last === 'string' ? decodeURIComponent(last) : ''
}

/** The page of one flight plan, as one would print it. */
export const FlightPlanView = async (view: AdminViewServerProps) => {
  const id = idOf(view.params?.segments)
  requireLogin(view, flightPlanPath(id))
  const { payload, user } = view.initPageResult.req
  const above = { label: flightsTitle, path: flightsPath } as const
  const read = await runFor({ payload, operation: readFlightPlan, input: { id }, user }).catch(
    (error: unknown) => {
      if (error instanceof DistributionError) return error
      throw error
    },
  )
  if (read instanceof DistributionError) {
    return (
      <PanelPage view={view} title="Flight plan" above={above}>
        <p>{read.message}</p>
      </PanelPage>
    )
  }
  const clients = await readManaged({ payload, user, permission: 'series.read' })
  const client = clients.find(({ id: one }) => one === String(read.tenant))?.name ?? ''
  return (
    <PanelPage view={view} title={`Flight plan of ${read.day}`} above={above}>
      <PlanSheet plan={read} client={client} />
    </PanelPage>
  )
}
