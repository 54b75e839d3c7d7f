import type { ChannelFacts, Content, Refusal } from '../adapter.ts'
import { fillSettings, isMissing } from './fillSettings.ts'
import { readSettings } from './readSettings.ts'
import type { SettingRule } from './rules/rule.ts'
import { findRules } from './rules.ts'

type Args = { channel: ChannelFacts; content: Content }

const describeLimits = ({ min, max }: SettingRule): string => {
  if (min !== undefined && max !== undefined) return `${min} to ${max} characters`
  return max === undefined ? `at least ${min} characters` : `at most ${max} characters`
}

const findFlaw = (rule: SettingRule, value: unknown): string | null => {
  if (rule.kind === 'flag') return typeof value === 'boolean' ? null : 'must be yes or no'
  if (rule.kind === 'list') return Array.isArray(value) ? null : 'must be a list'
  if (typeof value !== 'string') return 'must be a text'
  if (rule.oneOf) {
    return rule.oneOf.includes(value) ? null : `must be one of ${rule.oneOf.join(', ')}`
  }
  const isShort = rule.min !== undefined && value.length < rule.min
  const isLong = rule.max !== undefined && value.length > rule.max
  return isShort || isLong ? `takes ${describeLimits(rule)}, not ${value.length}` : null
}

const isLacking = (rule: SettingRule, value: unknown): boolean =>
  isMissing(value) || (Array.isArray(value) && value.length < (rule.min ?? 0))

/** Keys that make Postiz do something of its own accord, and would do so with each post. */
const findForbidden = (settings: Record<string, unknown>): string | undefined =>
  Object.keys(settings).find((name) => name.includes('plug-'))

/** What is wrong with a channel's settings for this post: `SETTING_REQUIRED`, `SETTING_INVALID`, both naming it. */
export const checkSettings = ({ channel, content }: Args): Refusal[] => {
  const rules = findRules(channel.platform)
  const name = rules?.name ?? channel.platform
  const refusals: Refusal[] = []
  const forbidden = findForbidden(channel.settings)
  if (forbidden !== undefined) {
    const message = `The setting "${forbidden}" starts actions inside Postiz. Remove it from the channel.`
    refusals.push({ code: 'SETTING_INVALID', message, field: 'settings' })
  }
  const settings = fillSettings({ channel, content })
  for (const rule of rules?.settings ?? []) {
    const field = rule.fromPost ?? 'settings'
    for (const { at, value } of readSettings({ settings, path: rule.path })) {
      if (isLacking(rule, value)) {
        if (!rule.isRequired) continue
        const where = field === 'settings' ? 'the settings of the channel' : 'the post'
        const message = `${name} needs "${rule.label}" (${at}). Set it in ${where}.`
        refusals.push({ code: 'SETTING_REQUIRED', message, field })
        continue
      }
      const flaw = findFlaw(rule, value)
      if (flaw === null) continue
      const message = `${name}: "${rule.label}" (${at}) ${flaw}.`
      refusals.push({ code: 'SETTING_INVALID', message, field })
    }
  }
  return refusals
}
