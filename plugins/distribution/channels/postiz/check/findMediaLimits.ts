import { type MediaLimit, mediaLimits } from '../rules/mediaLimits.ts'
import { readSettings } from './readSettings.ts'

type Args = { platform: string; settings: Record<string, unknown>; of: MediaLimit['of'] }

/** The limits of a platform for one sort of file, under the settings with which a post is sent. */
export const findMediaLimits = ({ platform, settings, of }: Args): MediaLimit[] =>
  mediaLimits.filter(
    (limit) =>
      limit.of === of &&
      limit.platforms.includes(platform) &&
      (!limit.when ||
        readSettings({ settings, path: limit.when.path }).some(
          ({ value }) => value === limit.when?.is,
        )),
  )
