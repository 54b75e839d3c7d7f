import type { AdminViewServerProps } from 'payload'
import { runFor } from '../../../runOperation.ts'
import { settingsOf } from '../../../settings.ts'
import { showQueues } from '../../../watch/operations/showQueues.ts'
import { PanelPage, requireLogin } from '../../page/PanelPage.tsx'
import { QueuesBoard } from '../QueuesBoard/index.tsx'
import { queuesPath } from '../queuesPath.ts'

/** The page of the queues and workers. */
export const QueuesView = async (view: AdminViewServerProps) => {
  requireLogin(view, queuesPath)
  const { payload, user } = view.initPageResult.req
  const isAllowed = settingsOf(payload).standingOf(
    user as unknown as Record<string, unknown>,
  ).isAgencyAdmin
  const answer = isAllowed
    ? await runFor({ payload, operation: showQueues, input: {}, user })
    : undefined
  return (
    <PanelPage view={view} title="Queues and workers">
      {answer ? (
        <QueuesBoard first={answer} />
      ) : (
        <p>Queues and workers serve all tenants; only an agency admin sees them.</p>
      )}
    </PanelPage>
  )
}
