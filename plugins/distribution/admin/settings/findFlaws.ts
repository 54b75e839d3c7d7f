import { judgeSettings } from '../../channels/postiz/check/judgeSettings.ts'
import { findRules } from '../../channels/postiz/rules.ts'

/**
 * What is wrong with the settings of a channel as they stand. What is missing is not: each post may have it itself, and
 * is told where it lacks it.
 */
export const findFlaws = (
  platform: string,
  settings: Record<string, unknown>,
): { at: string; message: string }[] => {
  const rules = findRules(platform)
  if (!rules) return []
  return judgeSettings({ rules, settings })
    .filter(({ code }) => code === 'SETTING_INVALID')
    .map(({ at, rule, flaw }) => ({ at, message: `${rule.label} ${flaw}.` }))
}
