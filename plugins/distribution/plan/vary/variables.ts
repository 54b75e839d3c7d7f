/** What may stand in double braces, and what it stands for. */
export const variables = {
  'channel.name': 'the name of the channel',
  'channel.account': 'what the account is called on its platform',
  'channel.profile': 'the name of the account with which it is mentioned',
  'channel.platform': 'the platform, as people call it',
  'channel.language': 'the language of the channel',
  'client.name': 'the name of the client',
  'post.title': 'the title of the post',
} as const

export type VariableName = keyof typeof variables

/** Of one account: what stands in the place of each variable; missing or blank where there is nothing. */
export type Values = Partial<Record<VariableName, string>> & {
  /** By key in lower case: of the label `city: Berlin` the key is `city`. */
  labels?: Record<string, string>
}

const ofLabel = 'label.'

export const isVariable = (name: string): boolean =>
  Object.hasOwn(variables, name) || (name.startsWith(ofLabel) && name.length > ofLabel.length)

/** What stands in the place of a variable; empty where the account has nothing for it. */
export const findValue = (name: string, { labels = {}, ...values }: Values): string => {
  const key = name.startsWith(ofLabel) ? name.slice(ofLabel.length).toLowerCase() : undefined
  if (key === undefined) return values[name as VariableName]?.trim() ?? ''
  return Object.hasOwn(labels, key) ? (labels[key]?.trim() ?? '') : ''
}

/** The labels of an account that have a key and a value: `city: Berlin`, `city=Berlin`. The first of a key counts. */
export const readLabels = (labels: readonly string[]): Record<string, string> => {
  const found = labels.flatMap((label) => {
    const [, key = '', value = ''] = /^([^:=]+)[:=](.*)$/s.exec(label) ?? []
    return key.trim() === '' || value.trim() === ''
      ? []
      : [[key.trim().toLowerCase(), value.trim()] as const]
  })
  return Object.fromEntries(found.toReversed())
}
