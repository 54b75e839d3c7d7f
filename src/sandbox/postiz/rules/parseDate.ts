const iso =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/

/**
 * Reads an ISO 8601 date as Postiz does: to the millisecond, and as UTC where no zone is given.
 * @returns epoch ms, or null where it is not such a date
 */
export function parseDate(value: unknown): number | null {
  const match = typeof value === 'string' ? iso.exec(value.trim()) : null
  if (!match) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = match
  if (Number(month) > 12 || Number(day) > 31 || Number(hour) > 24) return null
  const ms = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const time = Date.UTC(+year!, +month - 1, +day, +hour, +minute, +second, ms)
  return Number.isNaN(time) ? null : time - offsetMs(match[8])
}

function offsetMs(zone: string | undefined): number {
  if (!zone || /^z$/i.test(zone)) return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0)
  return minutes * 60_000 * (zone.startsWith('-') ? -1 : 1)
}
