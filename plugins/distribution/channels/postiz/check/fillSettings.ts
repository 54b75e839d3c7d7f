import type { ChannelFacts, Content } from '../../adapter.ts'
import type { SettingRule } from '../rules/rule.ts'
import { findRules } from '../rules.ts'
import { readSettings } from './readSettings.ts'

export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** Whether the condition of a rule holds where `at` stands: in the same entry of a list, where it is about one. */
export const isWhen = (
  settings: Record<string, unknown>,
  { requiredWhen }: SettingRule,
  at: string,
): boolean => {
  if (!requiredWhen) return false
  const entry = at.slice(0, at.lastIndexOf(']') + 1)
  return readSettings({ settings, path: requiredWhen.path }).some(
    (place) => place.at.startsWith(entry) && place.value === requiredWhen.is,
  )
}

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
    for (const { at, value, set } of readSettings({ settings, path: rule.path })) {
      if (!isMissing(value)) continue
      if (!rule.requiredWhen || isWhen(settings, rule, at)) set?.(filling)
    }
  }
  return settings
}
