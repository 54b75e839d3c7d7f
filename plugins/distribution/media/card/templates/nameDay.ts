type Args = {
  /** `2026-12-06` */
  date: string
  /** BCP 47 */
  lang: string
}

/** A day as it stands on the leaf of a calendar, in a language: its month, short and in capitals, and its number. */
export const nameDay = ({ date, lang }: Args): { month: string; day: string } => {
  const instant = new Date(`${date}T00:00:00Z`)
  const part = (type: 'month' | 'day', options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang, { timeZone: 'UTC', ...options })
      .formatToParts(instant)
      .find((each) => each.type === type)?.value ?? ''
  const month = new Intl.DateTimeFormat(lang, { timeZone: 'UTC', month: 'short' }).format(instant)
  return {
    month: month.replace(/\.$/, '').toLocaleUpperCase(lang),
    day: part('day', { day: 'numeric' }),
  }
}
