import type { AdminViewServerProps } from 'payload'
import { networkStatus } from '../../../distribute/network/operations/status.ts'
import { runFor } from '../../../runOperation.ts'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { NetworkPlan } from '../NetworkPlan/index.tsx'
import { networkPath, networkPlanPath, networkTitle } from '../networkPath.ts'

const idOf = (segments: unknown): string => {
  const last = Array.isArray(segments) ? segments.at(-1) : undefined
  return typeof last === 'string' ? decodeURIComponent(last) : ''
}

/** The page of one plan over many accounts. */
export const NetworkPlanView = async (view: AdminViewServerProps) => {
  const id = idOf(view.params?.segments)
  requireLogin(view, networkPlanPath(id))
  const { payload, user } = view.initPageResult.req
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  const isAllowed = tenantsAllowed(standing, 'plans.read').length > 0
  const first = isAllowed
    ? await runFor({ payload, operation: networkStatus, input: { id }, user }).catch(
        () => undefined,
      )
    : undefined
  return (
    <PanelPage
      view={view}
      title={first?.title ?? 'A plan'}
      above={{ label: networkTitle, path: networkPath }}
    >
      {isAllowed ? (
        <NetworkPlan key={id} id={id} first={first} />
      ) : (
        <p>You may not see what was sent; ask a manager of the client.</p>
      )}
    </PanelPage>
  )
}
