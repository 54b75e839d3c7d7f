import { channelSettingsOf, type PostRecord, wordsOf } from './readPost.ts'

/**
 * All that a post says, as text that is equal where nothing of it differs: not its time, nor its channels, by which
 * nothing changes that is planned already.
 */
export const saidBy = (post: PostRecord): string =>
  JSON.stringify([wordsOf(post), post.render ?? null, channelSettingsOf(post) ?? null])
