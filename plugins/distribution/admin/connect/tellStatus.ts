/** How a connection fares, as the operation answers. Instants are ISO 8601. */
export type PostizStatus = {
  checkedAt: string | null
  failingSince: string | null
  refusedSince: string | null
  lastError: string | null
  timeShiftMinutes: number | null
  hintUrl: string
}

/** So long without an answer a Postiz is not just slow, in milliseconds. */
const troublingMs = 2 * 60 * 60_000

/** What a person has to know, each with what to do; empty while all is well. */
export const tellStatus = (status: PostizStatus, now: number): string[] => {
  const { failingSince, refusedSince, lastError, timeShiftMinutes } = status
  const said: string[] = []
  if (refusedSince) {
    said.push(
      'Postiz refuses the key, so nothing goes out. Copy the current one in Postiz (Settings, Developers, Public API) and give it under "Change connection"; what waits goes out by itself then.',
    )
  } else if (failingSince && now - Date.parse(failingSince) > troublingMs) {
    said.push(`Postiz has not answered for hours. ${lastError ?? ''} See that it runs.`)
  } else if (!failingSince && lastError) {
    said.push(lastError)
  }
  if (timeShiftMinutes) {
    const minutes = Math.abs(timeShiftMinutes)
    const off = minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
    said.push(
      `Postiz keeps the times of posts ${off} too ${timeShiftMinutes > 0 ? 'late' : 'early'}, and would publish them then. Set its time zone to UTC (TZ=UTC) and start it again.`,
    )
  }
  return said
}
