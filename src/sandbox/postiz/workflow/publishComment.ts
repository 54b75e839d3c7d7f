import { kindsAtComment } from '../faults/fault.ts'
import { providerOf } from '../rules/providerOf.ts'
import { showText } from '../rules/showText.ts'
import type { Sandbox } from '../sandbox.ts'
import { findAnyIntegration, type Integration } from '../store/integrations.ts'
import { addNotification } from '../store/notifications.ts'
import { findAnyPost, type PostRow } from '../store/posts.ts'
import { addComment, markPublication } from '../store/publications.ts'
import { delayWorkflow, writeOutcome } from '../store/workflows.ts'
import { commentsOf } from './commentsOf.ts'
import { linkPosts } from './linkPosts.ts'
import { organisationName } from './organisationName.ts'

type Args = { sandbox: Sandbox; post: PostRow; integration: Integration }

const minute = 60_000

/** Lets the first of the comments under a post go, or the one after `last`, when its delay is over. */
export function scheduleComment(args: Args & { last?: PostRow }): void {
  const { sandbox, last } = args
  const next = commentsOf(args).find(({ position }) => position > (last?.position ?? 0))
  if (!next) return
  const runAt = sandbox.now() + next.delay * minute
  delayWorkflow(sandbox.store, { id: next.id, runAt, outcome: null })
}

/**
 * Writes one comment under its post, which is live. One that fails marks the post itself as failed, though it is live
 * and keeps its address; and those after it are not written.
 */
export function publishComment({ sandbox, comment }: { sandbox: Sandbox; comment: PostRow }): void {
  const { store } = sandbox
  const now = sandbox.now()
  const post = findAnyPost(store, comment.parent!)
  const ended = { id: comment.id, error: null, runAt: null, outcome: null, now }
  if (!post) {
    writeOutcome(store, { ...ended, state: comment.state, releaseId: null, releaseUrl: null })
    return
  }
  const integration = findAnyIntegration(store, post.integration)!
  const fault = sandbox.faults.pick({
    kinds: kindsAtComment,
    organisation: organisationName(store, post.organisation),
    integration: post.integration,
  })
  if (fault) {
    const error = fault.message ?? 'The comment failed'
    const failed = { ...ended, state: 'ERROR' as const, error, releaseId: null, releaseUrl: null }
    writeOutcome(store, failed)
    writeOutcome(store, { ...failed, id: post.id })
    markPublication(store, { post: post.id, outcome: 'ERROR' })
    addNotification(store, {
      organisation: post.organisation,
      content: `An error occurred while posting on ${integration.identifier}: ${error}`,
      link: null,
      now,
    })
    return
  }
  const releaseId = `${post.release_id}-${comment.position}`
  const releaseUrl = `${post.release_url}#${comment.position}`
  const { editor } = providerOf({ identifier: integration.identifier, kind: sandbox.kind })
  const { sent, shown } = showText({
    content: linkPosts({ sandbox, content: comment.content }),
    editor,
  })
  addComment(store, {
    post: post.id,
    comment: {
      text: shown,
      sent,
      media: JSON.parse(comment.image),
      delayMinutes: comment.delay,
      publishedAt: new Date(now).toISOString(),
      releaseURL: releaseUrl,
    },
  })
  writeOutcome(store, { ...ended, state: 'PUBLISHED', releaseId, releaseUrl })
  scheduleComment({ sandbox, post, integration, last: comment })
}
