import type { AdminViewServerProps } from 'payload'
import { listSubscribers } from '../../../events/operations/listSubscribers.ts'
import { runFor } from '../../../runOperation.ts'
import { chosenTenant } from '../../health/chosenTenant.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { readManaged } from '../../page/readManaged.ts'
import { TenantChoice } from '../../page/TenantChoice/index.tsx'
import { SubscriberBoard } from '../SubscriberBoard/index.tsx'
import { subscribersPath, subscribersTitle } from '../subscribersPath.ts'
import '../SubscriberBoard/index.css'

/** The page of the programs that are sent events: those of the client that is chosen. */
export const SubscribersView = async (view: AdminViewServerProps) => {
  requireLogin(view, subscribersPath)
  const { payload, user } = view.initPageResult.req
  const tenants = await readManaged({ payload, user, permission: 'events.manage' })
  const wanted = view.searchParams?.tenant ?? (await chosenTenant())
  const tenant =
    tenants.find(({ id }) => id === wanted) ?? (tenants.length === 1 ? tenants[0] : undefined)
  const answer = tenant
    ? await runFor({ payload, operation: listSubscribers, input: { tenant: tenant.id }, user })
    : undefined
  return (
    <PanelPage view={view} title={subscribersTitle}>
      <div className="postyard-subscribers">
        <p className="postyard-subscribers__lead">
          Programs that are told what happens: each event is one signed request. What is not taken
          is tried again for a day, and stands here when it was refused for good.
        </p>
        {tenants.length === 0 ? (
          <p className="postyard-subscribers__aside">
            A manager of the client decides which programs are told. Ask one.
          </p>
        ) : null}
        <TenantChoice tenants={tenants} tenant={tenant?.id} />
        {tenant && answer ? (
          <SubscriberBoard key={tenant.id} tenant={tenant.id} first={answer.subscribers} />
        ) : null}
        {tenants.length > 1 && !tenant ? (
          <p className="postyard-subscribers__aside">
            A program is told of one client. Choose the one whose programs you want to see.
          </p>
        ) : null}
      </div>
    </PanelPage>
  )
}
