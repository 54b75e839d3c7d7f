import type { NewPost } from './checkCreatePost.ts'
import { checkMedia, type Dimensions } from './checkMedia.ts'
import { measureText } from './measureText.ts'
import type { Provider } from './providers.ts'
import { stripToNormal } from './showText.ts'

type Args = {
  identifier: string
  provider: Provider
  isVerified: boolean
  post: Pick<NewPost, 'settings' | 'parts'>
  dimensionsOf: (path: string) => Dimensions | null
}

/** A part with neither text nor media, which even a draft must not be. */
export function isEmptyPost(post: Pick<NewPost, 'parts'>): boolean {
  return post.parts.some(({ content, image }) => !image.length && !stripToNormal(content).trim())
}

/**
 * What a provider refuses: at creating for all but drafts, and again at publishing.
 * @returns the refusal, or null
 */
export function checkProviderRules(args: Args): string | null {
  const { identifier, post, dimensionsOf } = args
  const { settings } = post
  const parts = post.parts.map(({ image }) => image)
  const media = checkMedia({ identifier, parts, settings, dimensionsOf })
  if (media) return media
  if (identifier === 'youtube' && tagLength(settings.tags) > 500)
    return 'the tags are too long together'
  const limit = maxLengthOf(args)
  const isTooLong = post.parts.some(({ content }) => measureText({ content, identifier }) > limit)
  return isTooLong ? 'post is too long, please fix it' : null
}

function maxLengthOf({ identifier, provider, isVerified, post }: Args): number {
  if (identifier !== 'x') return provider.maxLength
  if (post.settings.post_type === 'article') return 100_000
  return isVerified ? 4000 : provider.maxLength
}

function tagLength(tags: unknown): number {
  if (!Array.isArray(tags)) return 0
  return tags.reduce((sum: number, tag: { label?: unknown }) => sum + String(tag?.label).length, 0)
}
