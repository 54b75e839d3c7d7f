import { json } from '../http/answer.ts'
import type { OpenCall } from '../http/matchRoute.ts'
import { findAnyIntegration } from '../store/integrations.ts'
import { findAnyPost, listComments } from '../store/posts.ts'
import { toWholePost } from './toWholePost.ts'

/** A post with its comments, every column of them, for anybody who knows its id. */
export function previewPost({ sandbox, params }: OpenCall) {
  const post = findAnyPost(sandbox.store, params.id!)
  if (!post) return json(200, [])
  const { id, name, identifier, picture, profile } = findAnyIntegration(
    sandbox.store,
    post.integration,
  )!
  const integration = { id, name, picture, providerIdentifier: identifier, profile }
  return json(
    200,
    [post, ...listComments(sandbox.store, post.id)].map((row) => ({
      ...toWholePost(row),
      integration,
    })),
  )
}
