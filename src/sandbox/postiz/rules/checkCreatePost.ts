import type { MediaItem } from './checkMedia.ts'
import { checkRedditTargets } from './checkRedditTargets.ts'
import { checkSettings } from './checkSettings.ts'
import { parseDate } from './parseDate.ts'
import type { Provider } from './providers.ts'

export type PostPart = {
  /** Of a row to be updated, where one exists. */
  id: string | null
  content: string
  image: MediaItem[]
  /** Minutes before a comment. */
  delay: number
}

export type NewPost = {
  integration: string
  group: string | null
  settings: Record<string, unknown>
  parts: PostPart[]
}

export type CreatePost = {
  type: string
  /** Epoch ms. */
  date: number
  inter: number | null
  creationMethod: string
  tags: string[]
  posts: NewPost[]
}

type Args = {
  body: Record<string, unknown>
  /** By the place in `posts`. */
  providers: { identifier: string; provider: Provider }[]
}

type Loose = Record<string, unknown>

/**
 * The shape of a request that makes posts. Plain values are converted; unknown keys of settings
 * survive; `type` is not looked at. Every complaint names the path of its field.
 */
export function checkCreatePost({ body, providers }: Args): {
  value: CreatePost
  messages: string[]
} {
  const messages: string[] = []
  const date = parseDate(body.date)
  if (date === null) messages.push('date must be a valid ISO 8601 date string')
  if (body.shortLink === undefined || body.shortLink === null)
    messages.push('shortLink must be a boolean value')
  const tags = checkTags(body.tags, messages)
  const posts = Array.isArray(body.posts) ? body.posts : []
  if (!posts.length) messages.push('posts must contain at least 1 elements')

  const value: CreatePost = {
    type: String(body.type ?? ''),
    date: date ?? 0,
    inter: Number(body.inter) || null,
    creationMethod: ['API', 'CLI'].includes(String(body.creationMethod))
      ? String(body.creationMethod)
      : 'API',
    tags,
    posts: posts.map((post: Loose, index) =>
      checkPost({ post, path: `posts.${index}`, kind: providers[index]!, messages }),
    ),
  }
  return { value, messages }
}

type PostArgs = { post: Loose; path: string; kind: Args['providers'][number]; messages: string[] }

function checkPost({ post, path, kind, messages }: PostArgs): NewPost {
  const integration = (post.integration as { id: unknown }).id
  const settings = checkSettings({
    schema: kind.provider.settings,
    value: { ...((post.settings as Loose | undefined) ?? {}), __type: kind.identifier },
    path: `${path}.settings`,
  })
  messages.push(...settings.messages)
  if (kind.identifier === 'reddit')
    messages.push(...checkRedditTargets(settings.value as Loose, `${path}.settings`))
  const parts = Array.isArray(post.value) ? post.value : []
  if (!Array.isArray(post.value)) messages.push(`${path}.value must be an array`)
  else if (!parts.length) messages.push(`${path}.value must contain at least 1 elements`)
  return {
    integration: String(integration),
    group: typeof post.group === 'string' && post.group ? post.group : null,
    settings: settings.value as Loose,
    parts: parts.map((part, index) => checkPart(part, `${path}.value.${index}`, messages)),
  }
}

function checkPart(given: unknown, path: string, messages: string[]): PostPart {
  const part = (typeof given === 'object' && given !== null ? given : {}) as Loose
  if (part.content === undefined || typeof part.content === 'object') {
    if (part.content !== null) messages.push(`${path}.content must be a string`)
  }
  if (!Array.isArray(part.image)) messages.push(`${path}.image must be an array`)
  const image = Array.isArray(part.image) ? part.image : []
  return {
    id: typeof part.id === 'string' && part.id ? part.id : null,
    content: String(part.content ?? ''),
    delay: Number(part.delay) || 0,
    image: image.map((item, index) => checkImage(item, `${path}.image.${index}`, messages)),
  }
}

/** Case-sensitive, before a query string. */
const takenPath = /\.(?:png|jpe?g|gif|webp|mp4)(?:\?.*)?$/

function checkImage(given: unknown, path: string, messages: string[]): MediaItem {
  const item = (typeof given === 'object' && given !== null ? given : {}) as Loose
  if (typeof item.id !== 'string') messages.push(`${path}.id must be a string`)
  if (typeof item.path !== 'string') messages.push(`${path}.path must be a string`)
  else if (!takenPath.test(item.path))
    messages.push(
      `${path}.path must have a valid extension: .png, .jpg, .jpeg, .gif, .webp, or .mp4`,
    )
  return {
    id: String(item.id),
    path: String(item.path),
    ...(typeof item.alt === 'string' ? { alt: item.alt } : {}),
    ...(typeof item.thumbnail === 'string' ? { thumbnail: item.thumbnail } : {}),
  }
}

function checkTags(given: unknown, messages: string[]): string[] {
  if (!Array.isArray(given)) {
    messages.push('tags must be an array')
    return []
  }
  return given.map((tag: Loose | null, index) => {
    for (const key of ['value', 'label'])
      if (tag?.[key] === undefined || typeof tag[key] === 'object')
        messages.push(`tags.${index}.${key} must be a string`)
    return String(tag?.label ?? '')
  })
}
