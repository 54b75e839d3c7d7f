type Network = {
  timezone?: unknown
  language?: unknown
  followers?: unknown
  labels?: unknown
  /** How many rows of hours without posts there are. */
  hours?: number
  dates?: unknown
}

const text = (value: unknown): string[] =>
  typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const count = (many: number, what: string): string[] =>
  many > 0 ? [`${many.toLocaleString('en-GB')} ${what}${many === 1 ? '' : 's'}`] : []

/** What is written down of an account for plans over many, in one line; empty where nothing is. */
export const tellNetwork = (network: Network): string => {
  const pauses = (network.hours ?? 0) + list(network.dates).length
  return [
    ...text(network.timezone),
    ...text(network.language),
    ...(typeof network.followers === 'number'
      ? [`${network.followers.toLocaleString('en-GB')} followers`]
      : []),
    ...list(network.labels).map(String),
    ...count(pauses, 'time').map((times) => `${times} without posts`),
  ].join(' · ')
}
