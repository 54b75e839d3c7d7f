import type { ForeseenChannel } from '../../distribute/foreseenOutput.ts'

type Loose = Record<string, unknown>

const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** The title of the first place of several, where each has its own. */
const titleOfFirst = (places: unknown): string => {
  const first: unknown = Array.isArray(places) ? places[0] : undefined
  const value = isRecord(first) ? first.value : undefined
  return isRecord(value) ? textOf(value.title) : ''
}

/** What a platform shows besides the text and the files, by the settings that are sent with them. */
export const readPlaces = (
  payload: ForeseenChannel['payload'],
): { title: string; isStory: boolean } => {
  const settings = payload?.kind === 'postiz' ? payload.post.settings : {}
  return {
    title: textOf(settings.title) || textOf(settings.subject) || titleOfFirst(settings.subreddit),
    isStory: settings.post_type === 'story',
  }
}
