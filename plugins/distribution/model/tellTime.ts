/** An instant on the wall clock of a zone, with both of its names: "23 Nov, 14:30 (Europe/Lisbon)". */
export const tellTime = (at: Date, timezone: string): string => {
  const time = at.toLocaleString('en-GB', {
    timeZone: timezone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  return `${time} (${timezone})`
}
