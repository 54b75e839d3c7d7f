import { toolRules } from '../../channels/postiz/index.ts'
import type { Channel } from '../../model/channel.ts'

/** The setting of a post that holds the id of its board. */
export const boardSetting = 'board'

/**
 * The tool of Postiz that lists the boards of a channel; undefined where the channel has none, or whoever receives its
 * posts looks for the board.
 */
export const boardTool = ({ kind, platform }: Pick<Channel, 'kind' | 'platform'>) =>
  kind === 'postiz'
    ? toolRules.find((rule) => rule.platform === platform && rule.path === boardSetting)?.tools[0]
    : undefined
