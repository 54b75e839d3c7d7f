import type { ChannelFacts, Content } from '../adapter.ts'
import { readSettings } from './readSettings.ts'
import type { SettingRule } from './rules/rule.ts'
import { findRules } from './rules.ts'

export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const findFilling = (rule: SettingRule, content: Content): string | undefined => {
  const fromPost = rule.fromPost ? content[rule.fromPost]?.trim() : undefined
  return fromPost || rule.fallback
}

/**
 * The settings with which a post is sent: the channel's own, completed from the post (a title, a link) and by
 * the platform's defaults. The channel's are not changed.
 */
export const fillSettings = ({
  channel,
  content,
}: {
  channel: ChannelFacts
  content: Content
}): Record<string, unknown> => {
  const settings = structuredClone(channel.settings)
  for (const rule of findRules(channel.platform)?.settings ?? []) {
    const filling = findFilling(rule, content)
    if (filling === undefined) continue
    for (const { value, set } of readSettings({ settings, path: rule.path })) {
      if (isMissing(value)) set?.(filling)
    }
  }
  return settings
}
