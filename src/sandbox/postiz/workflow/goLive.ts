import { randomBytes } from 'node:crypto'
import { providerOf } from '../rules/providerOf.ts'
import { showText } from '../rules/showText.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Integration } from '../store/integrations.ts'
import type { PostRow } from '../store/posts.ts'
import { addPublication } from '../store/publications.ts'
import { linkPosts } from './linkPosts.ts'

type Args = {
  sandbox: Sandbox
  post: PostRow
  integration: Integration
  /** What Postiz will say of it. */
  state: 'PUBLISHED' | 'ERROR'
}

export type Release = {
  /** The platform's id of the post, or `missing`. */
  id: string
  url: string
}

/** Puts a post on the wall, without its comments yet; each time is a publication of its own. */
export function goLive({ sandbox, post, integration, state }: Args): Release {
  const { store, kind } = sandbox
  const { identifier } = integration
  const { editor } = providerOf({ identifier, kind })
  const settings: Record<string, unknown> = JSON.parse(post.settings)
  const code = randomBytes(8).toString('hex')
  const url = `${sandbox.publicUrl}/live/${identifier}/${code}`
  const text = showText({ content: linkPosts({ sandbox, content: post.content }), editor })
  addPublication(store, {
    post: post.id,
    organisation: post.organisation,
    integration: integration.id,
    sent: text.sent,
    text: text.shown,
    media: post.image,
    settings: post.settings,
    publishDate: post.publish_date,
    firedAt: post.fired_at ?? post.created_at,
    publishedAt: sandbox.now(),
    releaseId: code,
    releaseUrl: url,
    outcome: state,
  })
  // What TikTok only puts into the inbox has no id there yet.
  return { id: settings.content_posting_method === 'UPLOAD' ? 'missing' : code, url }
}
