import type { AdminViewServerProps } from 'payload'
import { chosenTenant } from '../../health/chosenTenant.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { readManaged } from '../../page/readManaged.ts'
import { CalendarBoard } from '../CalendarBoard/index.tsx'
import { readChoice } from '../calendarChoice.ts'
import { calendarPath, calendarTitle } from '../calendarPath.ts'

/** The page on which plans stand by their days, and can be moved. */
export const CalendarView = async (view: AdminViewServerProps) => {
  requireLogin(view, calendarPath)
  const { payload, user } = view.initPageResult.req
  const tenants = await readManaged({ payload, user, permission: 'plans.read' })
  if (tenants.length === 0) {
    return (
      <PanelPage view={view} title={calendarTitle}>
        <p>You may not see what is planned; ask a manager of the client.</p>
      </PanelPage>
    )
  }
  const choice = readChoice({
    params: view.searchParams ?? {},
    chosen: await chosenTenant(),
    maySee: (tenant) => tenants.some(({ id }) => id === tenant),
  })
  return (
    <PanelPage view={view} title={calendarTitle}>
      <CalendarBoard first={choice} tenants={tenants} />
    </PanelPage>
  )
}
