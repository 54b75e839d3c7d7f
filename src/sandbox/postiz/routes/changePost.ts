import { type Answer, badRequest, internalError, json, notFound } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { checkSettings } from '../rules/checkSettings.ts'
import { providerOf } from '../rules/providerOf.ts'
import { findAnyIntegration } from '../store/integrations.ts'
import { changeReleaseId, changeSettings, findPost } from '../store/posts.ts'
import { replaceWorkflow } from '../store/workflows.ts'
import { startWorkflow } from '../workflow/startWorkflow.ts'
import { isTooOld, tooOld } from './refuseOldDate.ts'
import { toWholePost } from './toWholePost.ts'

/** Back to draft, or on again; what is published already is published once more. */
export function putStatus({ sandbox, organisation, params, body }: Call): Answer {
  const { store } = sandbox
  const post = findPost(store, organisation.id, params.id!)
  if (!post) return badRequest('Post not found')
  const { id } = post
  const state = body.status === 'draft' ? 'DRAFT' : 'QUEUE'
  if (state === 'QUEUE' && isTooOld(sandbox, post.publish_date)) return tooOld()
  if (state === 'DRAFT')
    replaceWorkflow(store, { id, state, runAt: null, firedAt: null, now: sandbox.now() })
  else startWorkflow({ sandbox, post: id, date: post.publish_date })
  sandbox.changed()
  return json(200, { id, state })
}

/** Merges settings into a post that has not gone yet; its date loses its milliseconds. */
export function putSettings({ sandbox, organisation, params, body }: Call): Answer {
  const { store } = sandbox
  const post = findPost(store, organisation.id, params.id!)
  if (!post) return notFound('Post not found')
  const isOpen =
    post.state === 'DRAFT' || (post.state === 'QUEUE' && post.publish_date > sandbox.now())
  if (!isOpen) return badRequest('Only drafts and scheduled posts can be changed')
  const { identifier } = findAnyIntegration(store, post.integration)!
  const given = typeof body.settings === 'object' ? body.settings : {}
  const { value, messages } = checkSettings({
    schema: providerOf({ identifier, kind: sandbox.kind }).settings,
    value: { ...JSON.parse(post.settings), ...given, __type: identifier },
    path: 'settings',
  })
  if (messages.length) return badRequest(messages)
  const publishDate = post.publish_date - (post.publish_date % 1000)
  const settings = JSON.stringify(value)
  changeSettings(store, { id: post.id, settings, publishDate, now: sandbox.now() })
  return json(200, { postId: post.id, publishDate: new Date(publishDate).toISOString() })
}

/** Only where the platform gave no id at publishing. */
export function putReleaseId({ sandbox, organisation, params, body }: Call): Answer {
  const { store } = sandbox
  const post = findPost(store, organisation.id, params.id!)
  if (post?.release_id !== 'missing' || typeof body.releaseId !== 'string') return internalError()
  changeReleaseId(store, { id: post.id, releaseId: body.releaseId, now: sandbox.now() })
  return json(200, toWholePost(findPost(store, organisation.id, post.id)!))
}

/** What the platform has that might be the post; only TikTok is asked. */
export function listMissing({ sandbox, organisation, params }: Call): Answer {
  const post = findPost(sandbox.store, organisation.id, params.id!)
  if (!post) return internalError()
  const { identifier } = findAnyIntegration(sandbox.store, post.integration)!
  const isAsked = identifier.startsWith('tiktok') && post.release_id === 'missing'
  return json(200, isAsked ? [{ id: `v${post.id}`, url: post.release_url }] : [])
}
