import type { AdminViewServerProps, Payload } from 'payload'
import type { ID } from '../../../id.ts'
import { keyScopes } from '../../../keys/keyScopes.ts'
import { listKeys } from '../../../keys/operations/listKeys.ts'
import { operationList } from '../../../operations.ts'
import { runFor } from '../../../runOperation.ts'
import { tenantsAllowed } from '../../../security/standing.ts'
import { settingsOf } from '../../../settings.ts'
import { chosenTenant } from '../../health/chosenTenant.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { apiPath, apiTitle } from '../apiPath.ts'
import { KeyBoard } from '../KeyBoard/index.tsx'
import '../KeyBoard/index.css'

/** The clients whose keys the user manages, by name. */
const readTenants = async (payload: Payload, allowed: ID[] | 'all') => {
  const { docs } = await payload.find({
    collection: settingsOf(payload).tenantsSlug,
    depth: 0,
    pagination: false,
    sort: 'name',
    select: { name: true } as never,
    where: allowed === 'all' ? {} : { id: { in: allowed } },
  })
  return (docs as unknown as { id: ID; name?: string }[]).map(({ id, name }) => ({
    id: String(id),
    name: name ?? String(id),
  }))
}

/** What keys can be allowed that some operation asks for: the rest would open nothing. */
const offeredScopes = keyScopes.filter((scope) =>
  operationList.some(({ permission }) => permission === scope),
)

/** The page for programs: where the reference is, and the keys of the client that is chosen. */
export const ApiView = async (view: AdminViewServerProps) => {
  requireLogin(view, apiPath)
  const { payload, user } = view.initPageResult.req
  const settings = settingsOf(payload)
  const standing = settings.standingOf(user as unknown as Record<string, unknown>)
  const allowed = tenantsAllowed(standing, 'keys.manage')
  const tenants = allowed.length === 0 ? [] : await readTenants(payload, allowed)
  const wanted = view.searchParams?.tenant ?? (await chosenTenant())
  const tenant =
    tenants.find(({ id }) => id === wanted) ?? (tenants.length === 1 ? tenants[0] : undefined)
  const answer = tenant
    ? await runFor({ payload, operation: listKeys, input: { tenant: tenant.id }, user })
    : undefined
  const api = `${settings.serverUrl}${payload.config.routes.api}`
  return (
    <PanelPage view={view} title={apiTitle}>
      <div className="postyard-keys">
        <p className="postyard-keys__lead">
          What people do here, programs can do too: by REST at <code>{api}</code>, by GraphQL and by
          MCP. The <a href={`${payload.config.routes.api}/reference`}>API reference</a> shows each
          operation with examples, and lets you try it.
        </p>
        {tenants.length === 0 ? (
          <p className="postyard-keys__aside">
            A manager of the client makes keys for programs. Ask one for a key.
          </p>
        ) : (
          <KeyBoard
            key={tenant?.id}
            tenants={tenants}
            tenant={tenant?.id}
            first={answer?.keys ?? []}
            scopes={offeredScopes}
          />
        )}
      </div>
    </PanelPage>
  )
}
