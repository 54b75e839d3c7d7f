import type { AdminViewServerProps } from 'payload'
import { networkHistory } from '../../../distribute/network/operations/history.ts'
import { runFor } from '../../../runOperation.ts'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { chosenTenant } from '../../health/chosenTenant.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { readManaged } from '../../page/readManaged.ts'
import { NetworkBoard } from '../NetworkBoard/index.tsx'
import { networkPath, networkTitle } from '../networkPath.ts'

/** The page of plans over many accounts: those that were, and the way to a new one. */
export const NetworkView = async (view: AdminViewServerProps) => {
  requireLogin(view, networkPath)
  const { payload, user } = view.initPageResult.req
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  if (tenantsAllowed(standing, 'plans.read').length === 0) {
    return (
      <PanelPage view={view} title={networkTitle}>
        <p>You may not see what was sent; ask a manager of the client.</p>
      </PanelPage>
    )
  }
  const seen = await readManaged({ payload, user, permission: 'plans.read' })
  const wanted = view.searchParams?.tenant ?? (await chosenTenant())
  const tenant =
    seen.find(({ id }) => id === wanted)?.id ?? (seen.length === 1 ? seen[0]?.id : undefined)
  const first = await runFor({
    payload,
    operation: networkHistory,
    input: { ...(tenant === undefined ? {} : { tenant }), limit: 50 },
    user,
  }).catch(() => undefined)
  return (
    <PanelPage view={view} title={networkTitle}>
      <NetworkBoard key={tenant ?? ''} tenants={seen} tenant={tenant} first={first} />
    </PanelPage>
  )
}
