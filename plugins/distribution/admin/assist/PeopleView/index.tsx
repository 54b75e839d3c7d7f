import type { AdminViewServerProps } from 'payload'
import { assistOverview } from '../../../assist/operations/assistOverview.ts'
import { listPeople } from '../../../assist/operations/listPeople.ts'
import { onlyManagers, watchTasks } from '../../../assist/operations/watchTasks.ts'
import { runFor } from '../../../runOperation.ts'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { chosenTenant } from '../../health/chosenTenant.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { PeopleBoard } from '../PeopleBoard/index.tsx'
import { peoplePath, peopleTitle } from '../peoplePath.ts'
import { readChoice } from '../readChoice.ts'

/** The page of those who post by phone: what wants staff, who has what, who they are, how it went. */
export const PeopleView = async (view: AdminViewServerProps) => {
  requireLogin(view, peoplePath)
  const { payload, user } = view.initPageResult.req
  const settings = settingsOf(payload)
  const standing = settings.standingOf(user as unknown as Record<string, unknown>)
  if (tenantsAllowed(standing, 'tasks.manage').length === 0) {
    return (
      <PanelPage view={view} title={peopleTitle}>
        <p>{onlyManagers}</p>
        {tenantsAllowed(standing, 'tasks.others').length > 0 ? (
          <p>
            Your own tasks are on the <a href={`${settings.serverUrl}/agent`}>phone page</a>.
          </p>
        ) : null}
      </PanelPage>
    )
  }
  const run = { payload, user }
  const people = await runFor({ ...run, operation: listPeople, input: {} })
  const choice = readChoice({
    params: view.searchParams ?? {},
    chosen: await chosenTenant(),
    tenants: people.tenants,
  })
  const { tenant, over } = choice
  const [watch, overview] = await Promise.all([
    runFor({ ...run, operation: watchTasks, input: tenant ? { tenant } : {} }),
    tenant ? runFor({ ...run, operation: assistOverview, input: { id: tenant, over } }) : undefined,
  ])
  return (
    <PanelPage view={view} title={peopleTitle}>
      <PeopleBoard
        key={JSON.stringify(choice)}
        choice={choice}
        first={{ watch, people, overview }}
        appUrl={`${settings.serverUrl}/agent`}
      />
    </PanelPage>
  )
}
