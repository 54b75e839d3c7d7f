/** The field of a post that causes a refusal of the post itself, by the code of the refusal. */
export const fieldOfCode: Readonly<Record<string, string>> = {
  POST_EMPTY: 'text',
  VARIATION_INVALID: 'text',
  CHANNEL_REQUIRED: 'channels',
  CHANNEL_NOT_FOUND: 'channels',
  CHANNEL_NOT_ACTIVE: 'channels',
  ENTITLEMENT_DENIED: 'channels',
  DATE_IN_PAST: 'publishAt',
  DATE_TOO_FAR: 'publishAt',
  CHANNEL_CAP: 'publishAt',
  CHANNEL_SETTINGS_MISPLACED: 'channelSettings',
  MEDIA_MISSING: 'media',
  RENDER_SPEC_INVALID: 'render',
}

/** The field of a post that causes a refusal by a channel, by what the channel refuses. */
export const fieldOfPart: Readonly<Record<string, string>> = {
  text: 'text',
  title: 'title',
  link: 'link',
  media: 'media',
  parts: 'parts',
  settings: 'channelSettings',
}
