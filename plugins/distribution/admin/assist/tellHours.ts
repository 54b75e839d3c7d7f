const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

type Hours = { days: number[]; from: string; until: string }

/** Days from 1, Monday, as people write them: "Mon–Fri", "Mon, Wed", "every day". */
const tellDays = (days: number[]): string => {
  const sorted = [...new Set(days)].sort((a, b) => a - b)
  if (sorted.length === 7) return 'every day'
  const runs: number[][] = []
  for (const day of sorted) {
    const last = runs.at(-1)
    if (last && last.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => dayNames[(day ?? 1) - 1] ?? ''
  return runs
    .flatMap((run) =>
      run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map((day) => name(day)),
    )
    .join(', ')
}

/** When somebody can be asked: "Mon–Fri 09:00–18:00; Sat 10:00–13:00". Times that end as they begin are whole days. */
export const tellHours = (hours: readonly Hours[]): string =>
  hours.length === 0
    ? 'Any time'
    : hours
        .map(({ days, from, until }) =>
          from === until ? `${tellDays(days)} all day` : `${tellDays(days)} ${from}–${until}`,
        )
        .join('; ')
