import type { AdminViewServerProps } from 'payload'
import { chosenTenant } from '../../health/chosenTenant.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { readManaged } from '../../page/readManaged.ts'
import { FlightsBoard } from '../FlightsBoard/index.tsx'
import { flightsPath, flightsTitle } from '../flightsPath.ts'

/** The page of a client's evergreen series: how each stands, what flies today, and what will in the coming month. */
export const FlightsView = async (view: AdminViewServerProps) => {
  requireLogin(view, flightsPath)
  const { payload, user } = view.initPageResult.req
  const seen = await readManaged({ payload, user, permission: 'series.read' })
  if (seen.length === 0) {
    return (
      <PanelPage view={view} title={flightsTitle}>
        <p>You may not see evergreen series; ask a manager of the client.</p>
      </PanelPage>
    )
  }
  const wanted = view.searchParams?.tenant ?? (await chosenTenant())
  const tenant =
    seen.find(({ id }) => id === wanted)?.id ?? (seen.length === 1 ? seen[0]?.id : undefined)
  return (
    <PanelPage view={view} title={flightsTitle}>
      <FlightsBoard key={tenant ?? ''} tenants={seen} tenant={tenant} />
    </PanelPage>
  )
}
