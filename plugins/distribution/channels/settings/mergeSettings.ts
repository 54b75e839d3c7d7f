type Settings = Record<string, unknown>

const isRecord = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''

const merge = (own: Settings, over: Settings): Settings => {
  const merged: Settings = { ...own }
  for (const [name, value] of Object.entries(over)) {
    if (isEmpty(value)) continue
    const before = own[name]
    merged[name] = isRecord(before) && isRecord(value) ? merge(before, value) : value
  }
  return merged
}

type Args = {
  channel: { id: unknown; settings?: Settings | null }
  /** By the id of a channel, as a post and its plan keep them. */
  channelSettings: Record<string, Settings> | null | undefined
}

/**
 * The settings of a channel for one post: the channel's own, and over them what the post has otherwise. Nothing (or an
 * empty text) means "as the channel says"; a list stands in the place of the channel's list. Checking, showing and
 * staging all take them from here, so that what was checked is what is sent.
 */
export const mergeSettings = ({ channel, channelSettings }: Args): Settings => {
  const over = channelSettings?.[String(channel.id)]
  const own = channel.settings ?? {}
  return isRecord(over) ? merge(own, over) : own
}
