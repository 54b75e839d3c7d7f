/** By zone: to make one takes longer than to write hundreds of times with it. */
const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timezone: string): Intl.DateTimeFormat => {
  const known = formats.get(timezone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: timezone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  })
  formats.set(timezone, format)
  return format
}

/** An instant on the wall clock of a zone, with both of its names: "23 Nov, 14:30 (Europe/Lisbon)". */
export const tellTime = (at: Date, timezone: string): string =>
  `${formatOf(timezone).format(at)} (${timezone})`
