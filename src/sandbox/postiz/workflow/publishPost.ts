import type { Sandbox } from '../sandbox.ts'
import { findAnyIntegration } from '../store/integrations.ts'
import { addNotification } from '../store/notifications.ts'
import type { PostRow } from '../store/posts.ts'
import { delayWorkflow, writeOutcome } from '../store/workflows.ts'
import { decideOutcome } from './decideOutcome.ts'
import { goLive, type Release } from './goLive.ts'
import { scheduleComment } from './publishComment.ts'

type Args = { sandbox: Sandbox; post: PostRow }

/** One step of a post's workflow: it goes live, fails, or waits. */
export function publishPost({ sandbox, post }: Args): void {
  const { store } = sandbox
  const now = sandbox.now()
  const integration = findAnyIntegration(store, post.integration)!
  const outcome = decideOutcome({ sandbox, post, integration })
  const { state, error, isLive, knowsAddress, goesOnAfterMs } = outcome
  const runAt = goesOnAfterMs === null ? null : now + goesOnAfterMs
  if (state === null) {
    const early = isLive ? goLive({ sandbox, post, integration, state: 'PUBLISHED' }) : null
    const held = early ? JSON.stringify(early) : goesOn
    delayWorkflow(store, { id: post.id, runAt: runAt ?? now, outcome: held })
    return
  }
  const release = heardOf(post) ?? (isLive ? goLive({ sandbox, post, integration, state }) : null)
  const known = knowsAddress ? release : null
  if (state === 'PUBLISHED') scheduleComment({ sandbox, post, integration })
  writeOutcome(store, {
    id: post.id,
    state,
    error,
    releaseId: known?.id ?? null,
    releaseUrl: known?.url ?? null,
    runAt,
    outcome: runAt === null ? null : goesOn,
    now,
  })
  const { identifier } = integration
  addNotification(store, {
    organisation: post.organisation,
    content: known
      ? `Your post has been published on ${identifier} at ${known.url}`
      : `An error occurred while posting on ${identifier}: ${error}`,
    link: known?.url ?? null,
    now,
  })
}

/** A workflow that was held back once is not held back again. */
const goesOn = 'goes on'

/** What the platform has already, of a workflow that was held back until Postiz heard so. */
function heardOf({ outcome }: PostRow): Release | null {
  return outcome?.startsWith('{') ? JSON.parse(outcome) : null
}
