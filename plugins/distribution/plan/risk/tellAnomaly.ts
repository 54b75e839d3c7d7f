import type { Anomaly, AnomalyKind } from './observation.ts'

const what: Record<AnomalyKind, string> = {
  limits: 'were limited',
  rejections: 'were rejected',
  unknowns: 'ended without an answer',
  health: 'did not go well',
}

const percent = (share: number): string => `${Math.round(share * 1_000) / 10} %`

const minutes = (ms: number): string => {
  const rounded = Math.ceil(ms / 60_000)
  return rounded <= 1 ? 'a minute' : `${rounded} min`
}

const whereOf = ({ scope, key }: Anomaly): string => {
  if (scope === 'provider') return ` on ${key}`
  return scope === 'tenant' ? ' in all plans that run' : ''
}

/** What was found, with its numbers, as a sentence. */
export const tellAnomaly = (anomaly: Anomaly): string => {
  const { failures, attempts, accounts, withinMs, usual, kind, scope } = anomaly
  const on = scope === 'account' ? '' : `, on ${accounts} accounts`
  const content = scope === 'content' ? ' for what the post says or shows' : ''
  return `${failures} of ${attempts} attempts${whereOf(anomaly)} ${what[kind]}${content} within ${minutes(withinMs)}${on}; ${percent(usual)} are usual.`
}
