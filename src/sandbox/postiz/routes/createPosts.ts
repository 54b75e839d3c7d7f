import { kindsAtCreate } from '../faults/fault.ts'
import { type Answer, badRequest, json } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { checkCreatePost, type NewPost } from '../rules/checkCreatePost.ts'
import { checkProviderRules, isEmptyPost } from '../rules/checkProviderRules.ts'
import { providerOf } from '../rules/providerOf.ts'
import { sanitiseContent } from '../rules/sanitiseContent.ts'
import { findIntegration, type Integration } from '../store/integrations.ts'
import { findDimensions } from '../store/media.ts'
import { isTooOld, tooOld } from './refuseOldDate.ts'
import { storePosts } from './storePosts.ts'

/**
 * Makes posts in Postiz's order: integrations, shape, cleaning, provider rules, storing. One bad
 * post refuses them all; a fault midway leaves the first ones behind.
 */
export function createPosts(call: Call): Answer {
  const { sandbox, organisation, body } = call
  const found = findIntegrations(call)
  if ('answer' in found) return found.answer
  const { integrations } = found
  const providers = integrations.map(({ identifier }) => ({
    identifier,
    provider: providerOf({ identifier, kind: sandbox.kind }),
  }))
  const { value, messages } = checkCreatePost({ body, providers })
  if (messages.length) return badRequest(messages)
  if (value.type !== 'now' && isTooOld(sandbox, value.date)) return tooOld()

  for (const [index, post] of value.posts.entries()) {
    for (const part of post.parts) part.content = sanitiseContent(part.content)
    const refused = refusalOf({
      call,
      integration: integrations[index]!,
      post,
      isDraft: value.type === 'draft',
    })
    if (refused) return refused
    const struck = refusalOnCommand(call, integrations[index]!)
    if (struck) return struck
  }
  const request = { ...value, tags: value.tags.filter(isKnownTag(organisation.tags)) }
  return storePosts({ call, request })
}

type Found = { integrations: Integration[] } | { answer: Answer }

/** Removed and disabled ones are found, too. */
function findIntegrations({ sandbox, organisation, body }: Call): Found {
  const nameless = { answer: badRequest('All posts must have an integration id') }
  if (!Array.isArray(body.posts)) return nameless
  const integrations: Integration[] = []
  for (const post of body.posts as ({ integration?: { id?: unknown } } | null)[]) {
    const id = post?.integration?.id
    if (!id) return nameless
    const integration = findIntegration(sandbox.store, organisation.id, String(id))
    if (!integration) return { answer: badRequest(`Integration with id ${String(id)} not found`) }
    integrations.push(integration)
  }
  return { integrations }
}

type RefusalArgs = { call: Call; integration: Integration; post: NewPost; isDraft: boolean }

function refusalOf({ call, integration, post, isDraft }: RefusalArgs): Answer | null {
  const { identifier, name, verified } = integration
  const { sandbox } = call
  const refuse = (message: string) =>
    json(400, { statusCode: 400, provider: identifier, name, message })
  if (isEmptyPost(post)) return refuse('Your post should have at least one character or one image.')
  if (isDraft) return null
  // Postiz has no rules for kick, and its check fails on that.
  if (identifier === 'kick') return refuse('an unknown value was passed to the validate function')
  const message = checkProviderRules({
    identifier,
    provider: providerOf({ identifier, kind: sandbox.kind }),
    isVerified: Boolean(verified),
    post,
    dimensionsOf: (path) => findDimensions(sandbox.store, path),
  })
  return message ? refuse(message) : null
}

function isKnownTag(tags: string): (label: string) => boolean {
  const known: string[] = JSON.parse(tags)
  return (label) => known.includes(label)
}

/** A 400 that says whose post it is about, or does not. */
function refusalOnCommand({ sandbox, organisation }: Call, integration: Integration) {
  const { id, identifier, name } = integration
  const fault = sandbox.faults.pick({
    kinds: kindsAtCreate,
    organisation: organisation.name,
    integration: id,
  })
  if (!fault) return null
  const message = fault.message ?? 'This post can not be created'
  return fault.kind === 'refuse'
    ? badRequest(message)
    : json(400, { statusCode: 400, provider: identifier, name, message })
}
