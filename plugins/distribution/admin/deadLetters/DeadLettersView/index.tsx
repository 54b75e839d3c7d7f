import type { AdminViewServerProps } from 'payload'
import { listDeadLetters } from '../../../distribute/operations/listDeadLetters.ts'
import { runFor } from '../../../runOperation.ts'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { chosenTenant } from '../../health/chosenTenant.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { DeadLettersBoard } from '../DeadLettersBoard/index.tsx'
import { readDeadChoice } from '../deadChoice.ts'
import { deadLettersPath, deadLettersTitle } from '../deadLettersPath.ts'

/** The page of what failed or expired: why, and one click to try it again. */
export const DeadLettersView = async (view: AdminViewServerProps) => {
  requireLogin(view, deadLettersPath)
  const { payload, user } = view.initPageResult.req
  const standing = settingsOf(payload).standingOf(user as unknown as Record<string, unknown>)
  const allowed = tenantsAllowed(standing, 'plans.read')
  if (allowed.length === 0) {
    return (
      <PanelPage view={view} title={deadLettersTitle}>
        <p>You may not see what was sent; ask a manager of the client.</p>
      </PanelPage>
    )
  }
  const choice = readDeadChoice({
    params: view.searchParams ?? {},
    chosen: await chosenTenant(),
    maySee: (tenant) => allowed === 'all' || allowed.some((own) => String(own) === tenant),
  })
  const first = await runFor({
    payload,
    operation: listDeadLetters,
    input: { ...choice, limit: 100 },
    user,
  }).catch(() => undefined)
  return (
    <PanelPage view={view} title={deadLettersTitle}>
      <DeadLettersBoard key={JSON.stringify(choice)} choice={choice} first={first} />
    </PanelPage>
  )
}
