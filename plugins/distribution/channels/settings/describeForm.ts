import {
  type ChannelRules,
  findRules,
  findToolRule,
  type RemoteSettings,
  rulesVersion,
  type SettingRule,
} from '../postiz/index.ts'
import type { FormField, FormTool, SettingsForm } from './form.ts'
import { nameChoice } from './nameChoice.ts'
import { readSchema } from './readSchema.ts'

type Args = {
  platform: string
  values: Record<string, unknown>
  /** What Postiz says of the account, where it was asked and has answered. */
  remote?: RemoteSettings
}

type Loose = Record<string, unknown>

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The names of what a tool must be told, in whichever of its forms Postiz says it. */
const readNeeds = (schema: unknown): string[] => {
  if (Array.isArray(schema)) {
    return schema.flatMap((one) => (isRecord(one) && typeof one.key === 'string' ? one.key : []))
  }
  return isRecord(schema) && isRecord(schema.properties) ? Object.keys(schema.properties) : []
}

const describeTools = (remote: RemoteSettings | undefined): FormTool[] =>
  (remote?.tools ?? []).map(({ methodName, description, dataSchema }) => ({
    name: methodName,
    description: description ?? '',
    needs: readNeeds(dataSchema),
  }))

/** The first name of a path: `subreddit` of `subreddit[].value.title`. */
const rootOf = (path: string): string => path.split(/[.[]/)[0] ?? path

const describeRule = (
  rule: SettingRule,
  { platform, source, checkedOn }: ChannelRules,
  offered: string[],
): FormField => {
  const tool = findToolRule({ platform, path: rule.path, offered })
  const { oneOf, fallback, ...rest } = rule
  return {
    ...rest,
    ...(oneOf ? { choices: oneOf.map((value) => ({ value, label: nameChoice(value) })) } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(tool
      ? {
          tool: {
            name: tool.tool,
            ...(tool.needs ? { needs: tool.needs } : {}),
            ...(tool.fills ? { fills: tool.fills } : {}),
            ...(tool.keeps ? { keeps: tool.keeps } : {}),
            ...(tool.part ? { part: tool.part } : {}),
            ...(tool.says ? { says: tool.says } : {}),
          },
        }
      : {}),
    source: rule.source ?? source,
    checkedOn: rule.checkedOn ?? checkedOn,
  }
}

/**
 * The settings of a platform as a form: the fields that we know, with where each was read, and after them those that
 * only the Postiz at hand knows.
 */
export const describeForm = ({ platform, values, remote }: Args): SettingsForm => {
  const rules = findRules(platform)
  const tools = describeTools(remote)
  const offered = tools.map(({ name }) => name)
  const known = rules?.settings.map((rule) => describeRule(rule, rules, offered)) ?? []
  const roots = new Set(known.map(({ path }) => rootOf(path)))
  const further = readSchema(remote?.settings).filter(({ path }) => !roots.has(path))
  return {
    platform,
    name: rules?.name ?? platform,
    rulesVersion,
    fields: [...known, ...further],
    tools,
    values,
    ...(rules ? { maxLength: rules.maxLength } : {}),
    ...(typeof remote?.maxLength === 'number' ? { remoteMaxLength: remote.maxLength } : {}),
  }
}
