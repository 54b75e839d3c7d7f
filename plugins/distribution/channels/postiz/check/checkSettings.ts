import type { ChannelFacts, Content, Refusal } from '../../adapter.ts'
import { findRules } from '../rules.ts'
import { fillSettings } from './fillSettings.ts'
import { judgeSettings } from './judgeSettings.ts'

type Args = { channel: ChannelFacts; content: Content }

/** Keys that make Postiz do something of its own accord, and would do so with each post. */
const findForbidden = (settings: Record<string, unknown>): string | undefined =>
  Object.keys(settings).find((name) => name.includes('plug-'))

const refuseForbidden = (settings: Record<string, unknown>): Refusal[] => {
  const forbidden = findForbidden(settings)
  if (forbidden === undefined) return []
  const message = `The setting "${forbidden}" starts actions inside Postiz. Remove it from the channel.`
  return [{ code: 'SETTING_INVALID', message, field: 'settings', setting: forbidden }]
}

/**
 * What is wrong with a channel's settings for this post: `SETTING_REQUIRED`, `SETTING_INVALID`, each with the place
 * of its setting and the rule that it breaks.
 */
export const checkSettings = ({ channel, content }: Args): Refusal[] => {
  const rules = findRules(channel.platform)
  if (!rules) return refuseForbidden(channel.settings)
  const settings = fillSettings({ channel, content })
  const flaws = judgeSettings({ rules, settings }).map(
    ({ code, at, rule, flaw, limit, count }): Refusal => {
      const field = rule.fromPost ?? 'settings'
      const where =
        field === 'settings' ? 'the settings of the channel or of this post' : 'the post'
      return {
        code,
        message:
          code === 'SETTING_REQUIRED'
            ? `${rules.name} needs "${rule.label}" (${at}). Set it in ${where}.`
            : `${rules.name}: "${rule.label}" (${at}) ${flaw}.`,
        field,
        setting: at,
        ...(limit === undefined ? {} : { limit }),
        ...(count === undefined ? {} : { count }),
        source: rule.source ?? rules.source,
        checkedOn: rule.checkedOn ?? rules.checkedOn,
      }
    },
  )
  return [...refuseForbidden(channel.settings), ...flaws]
}
