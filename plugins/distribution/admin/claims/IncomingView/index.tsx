import type { AdminViewServerProps } from 'payload'
import { chosenTenant } from '../../health/chosenTenant.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { readManaged } from '../../page/readManaged.ts'
import { IncomingBoard } from '../IncomingBoard/index.tsx'
import { incomingPath, incomingTitle } from '../incomingPath.ts'

/** The page of what sends claims: messages that became none, and the programs that send them. */
export const IncomingView = async (view: AdminViewServerProps) => {
  requireLogin(view, incomingPath)
  const { payload, user } = view.initPageResult.req
  const tenants = await readManaged({ payload, user, permission: 'claims.manage' })
  if (tenants.length === 0) {
    return (
      <PanelPage view={view} title={incomingTitle}>
        <p>A manager of the client decides which programs send claims. Ask one.</p>
      </PanelPage>
    )
  }
  const wanted = view.searchParams?.tenant ?? (await chosenTenant())
  const tenant =
    tenants.find(({ id }) => id === wanted)?.id ??
    (tenants.length === 1 ? tenants[0]?.id : undefined)
  return (
    <PanelPage view={view} title={incomingTitle}>
      <IncomingBoard key={tenant ?? ''} tenants={tenants} tenant={tenant} />
    </PanelPage>
  )
}
