import { type Answer, internalError, json } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { deleteOwnGroup, findPost } from '../store/posts.ts'

/** Deletes a post with its comments; success is told as `{"error":true}`. */
export function deletePost(call: Call): Answer {
  const { sandbox, organisation, params } = call
  const post = findPost(sandbox.store, organisation.id, params.id!)
  return post ? deleteAll(call, post.group) : internalError()
}

export function deletePostGroup(call: Call): Answer {
  return deleteAll(call, call.params.group!)
}

function deleteAll({ sandbox, organisation }: Call, group: string): Answer {
  deleteOwnGroup(sandbox.store, { organisation: organisation.id, group, now: sandbox.now() })
  sandbox.changed()
  return json(200, { error: true })
}
