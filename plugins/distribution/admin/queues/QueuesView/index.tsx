import { DefaultTemplate } from '@payloadcms/next/templates'
import { Gutter, SetStepNav } from '@payloadcms/ui'
import { redirect } from 'next/navigation.js'
import type { AdminViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { runFor } from '../../../runOperation.ts'
import { settingsOf } from '../../../settings.ts'
import { showQueues } from '../../../watch/operations/showQueues.ts'
import { QueuesBoard } from '../QueuesBoard/index.tsx'
import { queuesPath } from '../queuesPath.ts'

/** The page of the queues and workers. Payload shows views of plugins to everybody, so it looks who asks. */
export const QueuesView = async ({
  initPageResult,
  params,
  searchParams,
}: AdminViewServerProps) => {
  const { req, locale, permissions, visibleEntities } = initPageResult
  const { payload, user, i18n } = req
  const adminRoute = payload.config.routes.admin
  if (!user) {
    const back = encodeURIComponent(formatAdminURL({ adminRoute, path: queuesPath }))
    const path = `${payload.config.admin.routes.login}?redirect=${back}` as `/${string}`
    redirect(formatAdminURL({ adminRoute, path }))
  }
  const isAllowed = settingsOf(payload).standingOf(
    user as unknown as Record<string, unknown>,
  ).isAgencyAdmin
  const answer = isAllowed
    ? await runFor({ payload, operation: showQueues, input: {}, user })
    : undefined
  return (
    <DefaultTemplate
      i18n={i18n}
      locale={locale}
      params={params}
      payload={payload}
      permissions={permissions}
      req={req}
      searchParams={searchParams}
      user={user}
      visibleEntities={{
        collections: visibleEntities?.collections,
        globals: visibleEntities?.globals,
      }}
    >
      <SetStepNav nav={[{ label: 'Queues and workers' }]} />
      <Gutter>
        <h1>Queues and workers</h1>
        {answer ? (
          <QueuesBoard first={answer} />
        ) : (
          <p>Queues and workers serve all tenants; only an agency admin sees them.</p>
        )}
      </Gutter>
    </DefaultTemplate>
  )
}
