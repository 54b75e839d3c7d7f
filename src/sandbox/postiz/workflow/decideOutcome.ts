import { type Fault, kindsAtComment, kindsAtPublish } from '../faults/fault.ts'
import type { MediaItem } from '../rules/checkMedia.ts'
import { checkProviderRules } from '../rules/checkProviderRules.ts'
import { providerOf } from '../rules/providerOf.ts'
import { hasBoard } from '../rules/tools.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Integration } from '../store/integrations.ts'
import { findDimensions } from '../store/media.ts'
import { listComments, type PostRow } from '../store/posts.ts'
import { commentsOf } from './commentsOf.ts'
import { organisationName } from './organisationName.ts'

export type Outcome = {
  /** Whether it goes on the wall. */
  isLive: boolean
  /** What Postiz says of it; null where it only waits. */
  state: 'PUBLISHED' | 'ERROR' | null
  error: string | null
  /** Whether Postiz learns the address of what is live. */
  knowsAddress: boolean
  /** ms until the workflow goes on; null where this is its end. */
  goesOnAfterMs: number | null
}

type Args = { sandbox: Sandbox; post: PostRow; integration: Integration }

const published: Outcome = {
  isLive: true,
  state: 'PUBLISHED',
  error: null,
  knowsAddress: true,
  goesOnAfterMs: null,
}

/** What becomes of a post whose time has come: the channel, the provider's rules, then faults. */
export function decideOutcome({ sandbox, post, integration }: Args): Outcome {
  if (integration.refresh_needed) return failed('Refresh channel needed')
  if (integration.disabled) return failed('Channel disabled')
  const refused = refusalOf({ sandbox, post, integration })
  if (refused) return failed(refused)
  if (post.outcome !== null) return published
  const { board } = JSON.parse(post.settings) as { board?: unknown }
  if (integration.identifier === 'pinterest' && !hasBoard(integration, board)) {
    // The words of Postiz 2.23 where Pinterest answers "Board not found".
    return failed('The specified board was not found. Please check the board ID.')
  }
  const hasComments = commentsOf({ sandbox, post, integration }).length > 0
  const fault = sandbox.faults.pick({
    kinds: hasComments ? kindsAtPublish : [...kindsAtPublish, ...kindsAtComment],
    organisation: organisationName(sandbox.store, post.organisation),
    integration: post.integration,
  })
  return fault ? struckBy(fault, integration.identifier) : published
}

function struckBy({ kind, message, delayMs }: Fault, name: string): Outcome {
  switch (kind) {
    case 'slow-publish':
      return { ...published, isLive: false, state: null, goesOnAfterMs: delayMs ?? 5000 }
    case 'live-before-known':
      return { ...published, state: null, goesOnAfterMs: delayMs ?? 5000 }
    case 'error-then-published':
      return { ...failed(message ?? 'Unknown error'), goesOnAfterMs: delayMs ?? 2000 }
    case 'error-but-live': {
      const error = message ?? `We couldn't confirm it was published on ${name}`
      return { ...failed(error), isLive: true }
    }
    case 'comment-error':
      return { ...failed(message ?? 'The comment failed'), isLive: true, knowsAddress: true }
    default:
      return failed(message ?? `${name} refused the post`)
  }
}

function failed(error: string): Outcome {
  return { isLive: false, state: 'ERROR', error, knowsAddress: false, goesOnAfterMs: null }
}

/** Drafts come here unchecked, so the provider has its say now. */
function refusalOf({ sandbox, post, integration }: Args): string | null {
  const { store, kind } = sandbox
  const { identifier, verified } = integration
  const parts = [post, ...listComments(store, post.id)].map((row) => ({
    id: row.id,
    content: row.content,
    delay: row.delay,
    image: JSON.parse(row.image) as MediaItem[],
  }))
  return checkProviderRules({
    identifier,
    provider: providerOf({ identifier, kind }),
    isVerified: Boolean(verified),
    post: { settings: JSON.parse(post.settings), parts },
    dimensionsOf: (path) => findDimensions(store, path),
  })
}
