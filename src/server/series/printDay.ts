import type { Printer } from '../printLines.ts'
import { threshold } from './expectFlights.ts'
import type { Arrival } from './judgeMonth.ts'

type Args = {
  day: string
  /** Series that were to fly. */
  due: { slug: string; size: number }[]
  came: Arrival[]
  notes: string[]
  printer: Printer
}

const nameOf = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ weekday: 'short', day: '2-digit', month: 'short', timeZone: 'UTC' },
  })

/** A day in one line, with what happened on it below. */
export function printDay({ day, due, came, notes, printer }: Args): void {
  const grown = due.filter(({ size }) => size >= threshold).length
  const arrived = new Set(came.map(({ slug }) => slug))
  const missing = due.filter(({ slug }) => !arrived.has(slug)).map(({ slug }) => slug)
  const count = (number: number) => String(number).padStart(3)
  const isWhole = missing.length === 0 && came.length === due.length
  const mark = printer.colour(isWhole ? 'green' : 'red', isWhole ? '✓' : '!')
  const more = missing.length > 0 ? printer.colour('red', `  missing: ${missing.join(', ')}`) : ''
  printer.line(
    `  ${mark} ${nameOf(day).padEnd(12)}${count(came.length)} of ${count(due.length)} flown  ${count(due.length - grown)} growth  ${count(grown)} maintenance${more}`,
  )
  for (const note of notes) printer.line(printer.colour('dim', `      ${note}`))
}
