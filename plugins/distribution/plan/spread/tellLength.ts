/**
 * A length of time as people say it: "8 h 15 min", "4 min 30 s". Whole minutes from an hour on, else whole seconds, rounded to
 * where what is said of it stays true.
 */
export const tellLength = (ms: number, rounding: 'up' | 'down' = 'up'): string => {
  const round = rounding === 'up' ? Math.ceil : Math.floor
  if (ms < 1_000) return `${ms} ms`
  if (round(ms / 1_000) < 3_600) {
    const seconds = round(ms / 1_000)
    return join([Math.floor(seconds / 60), 'min'], [seconds % 60, 's'])
  }
  const minutes = round(ms / 60_000)
  return join([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min'])
}

const join = (...parts: [number, string][]): string =>
  parts.flatMap(([many, unit]) => (many > 0 ? [`${many} ${unit}`] : [])).join(' ')
