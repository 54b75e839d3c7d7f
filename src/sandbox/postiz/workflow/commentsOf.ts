import { providerOf } from '../rules/providerOf.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Integration } from '../store/integrations.ts'
import { listComments, type PostRow } from '../store/posts.ts'

type Args = { sandbox: Sandbox; post: PostRow; integration: Integration }

/** What follows a post, in its order; where the platform has neither comments nor threads it is left out. */
export function commentsOf({ sandbox, post, integration }: Args): PostRow[] {
  const { identifier } = integration
  const { hasComments } = providerOf({ identifier, kind: sandbox.kind })
  return hasComments ? listComments(sandbox.store, post.id) : []
}
