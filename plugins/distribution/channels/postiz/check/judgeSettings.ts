import type { ChannelRules, SettingRule } from '../rules/rule.ts'
import { isMissing, isWhen } from './fillSettings.ts'
import { readSettings } from './readSettings.ts'

/** What is wrong with one setting. `at` is its place with the real indices, `subreddit[0].value.title`. */
export type SettingFlaw = {
  code: 'SETTING_REQUIRED' | 'SETTING_INVALID'
  at: string
  rule: SettingRule
  /** A sentence without its subject: "must be one of yes, no". */
  flaw: string
  limit?: number
  count?: number
}

type Flaw = Pick<SettingFlaw, 'flaw' | 'limit' | 'count'>

const describeLimits = ({ min, max }: SettingRule): string => {
  if (min !== undefined && max !== undefined) return `${min} to ${max} characters`
  return max === undefined ? `at least ${min} characters` : `at most ${max} characters`
}

/** Postiz's own idea of an address: with its scheme, and with a dot in the name of its host. */
const isAddress = (value: string): boolean => {
  const url = URL.parse(value)
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname.includes('.')
}

const judgeLength = (rule: SettingRule, { length }: string): Flaw | null => {
  const isShort = rule.min !== undefined && length < rule.min
  const isLong = rule.max !== undefined && length > rule.max
  if (!isShort && !isLong) return null
  const limit = isShort ? rule.min : rule.max
  return { flaw: `takes ${describeLimits(rule)}, not ${length}`, limit, count: length }
}

const labelOf = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null && 'label' in entry ? entry.label : undefined

const judgeEntries = (rule: SettingRule, entries: unknown[]): Flaw | null => {
  if (rule.entries === 'rules') return null
  const labels = entries.map(labelOf)
  if (!labels.every((label) => typeof label === 'string' && label !== '')) {
    return { flaw: 'must be a list of {label}' }
  }
  if (rule.max !== undefined && labels.length > rule.max) {
    return { flaw: `takes at most ${rule.max}`, limit: rule.max, count: labels.length }
  }
  const count = labels.join('').length
  return rule.maxTogether !== undefined && count > rule.maxTogether
    ? {
        flaw: `takes ${rule.maxTogether} characters together, not ${count}`,
        limit: rule.maxTogether,
        count,
      }
    : null
}

const judgeValue = (rule: SettingRule, value: unknown): Flaw | null => {
  if (rule.kind === 'flag') return typeof value === 'boolean' ? null : { flaw: 'must be yes or no' }
  if (rule.kind === 'list') {
    return Array.isArray(value) ? judgeEntries(rule, value) : { flaw: 'must be a list' }
  }
  if (typeof value !== 'string') return { flaw: 'must be a text' }
  if (rule.oneOf) {
    return rule.oneOf.includes(value) ? null : { flaw: `must be one of ${rule.oneOf.join(', ')}` }
  }
  if (rule.kind === 'link' && !isAddress(value)) {
    return { flaw: 'must be a whole address, with https://' }
  }
  return judgeLength(rule, value)
}

const isLacking = (rule: SettingRule, value: unknown): boolean =>
  isMissing(value) ||
  (rule.kind === 'list' && Array.isArray(value) && value.length < (rule.min ?? 0))

/** All that is wrong with settings by the rules of their platform, in the order of the rules. */
export const judgeSettings = ({
  rules,
  settings,
}: {
  rules: Pick<ChannelRules, 'settings'>
  settings: Record<string, unknown>
}): SettingFlaw[] =>
  rules.settings.flatMap((rule) =>
    readSettings({ settings, path: rule.path }).flatMap(({ at, value }): SettingFlaw[] => {
      if (isLacking(rule, value)) {
        const isRequired = rule.isRequired || isWhen(settings, rule, at)
        return isRequired ? [{ code: 'SETTING_REQUIRED', at, rule, flaw: 'is needed' }] : []
      }
      const flaw = judgeValue(rule, value)
      return flaw ? [{ code: 'SETTING_INVALID', at, rule, ...flaw }] : []
    }),
  )
