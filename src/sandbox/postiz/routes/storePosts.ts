import { randomUUID } from 'node:crypto'
import { type Answer, internalError, json } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import type { CreatePost, NewPost } from '../rules/checkCreatePost.ts'
import { deleteGroup, existsPost, type PostState, writePost } from '../store/posts.ts'
import { startWorkflow } from '../workflow/startWorkflow.ts'

type Args = { call: Call; request: CreatePost }

/** Writes one post after the other; a fault midway keeps those that were written. */
export function storePosts({ call, request }: Args): Answer {
  const { sandbox, fault } = call
  const breaksAt = fault?.kind === 'error-midway' ? Math.ceil(request.posts.length / 2) : null
  const stored = sandbox.store.together(() =>
    request.posts.slice(0, breaksAt ?? request.posts.length).map((post) => ({
      postId: storePost({ call, request, post }),
      integration: post.integration,
    })),
  )
  sandbox.changed()
  return breaksAt === null ? json(201, stored) : internalError()
}

function storePost({ call, request, post }: Args & { post: NewPost }): string {
  const { sandbox, organisation } = call
  const { store } = sandbox
  const now = sandbox.now()
  const date = request.type === 'now' ? now - (now % 60_000) : request.date + sandbox.dateShiftMs
  const state: PostState = request.type === 'draft' ? 'DRAFT' : 'QUEUE'
  const group = randomUUID()
  let root: string | null = null
  for (const [position, part] of post.parts.entries()) {
    const id = part.id && existsPost(store, part.id) ? part.id : randomUUID()
    writePost(store, {
      id,
      organisation: organisation.id,
      integration: post.integration,
      parent: root,
      position,
      group,
      state,
      content: part.content,
      settings: JSON.stringify(post.settings),
      image: JSON.stringify(part.image),
      delay: part.delay,
      tags: JSON.stringify(request.tags),
      publish_date: date,
      interval_in_days: request.inter,
      creation_method: request.creationMethod,
      now,
    })
    root ??= id
  }
  // A group that is named is taken for the old version of this post, whoever owns it.
  if (post.group) deleteGroup(store, post.group, now)
  if (state === 'QUEUE' && request.type !== 'update') startWorkflow({ sandbox, post: root!, date })
  return root!
}
