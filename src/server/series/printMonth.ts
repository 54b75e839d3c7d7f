import type { Printer } from '../printLines.ts'
import { threshold } from './expectFlights.ts'
import type { SeriesLine } from './openLedger.ts'
import type { MonthOutcome } from './runMonth.ts'

/** The number 0 of the days since 1970-01-01 was a Thursday. */
const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']

const modeOf = ({ size, phase, phaseOf }: SeriesLine): string => {
  if (size < threshold) return 'growth'
  return `maintenance ${phaseOf === 7 ? weekdays[phase ?? 0] : ''}`.trim()
}

/** What is not as it must be with a series. */
const troublesOf = ({ offDays, doubled, lost, misplaced }: SeriesLine): string[] =>
  Object.entries({ 'off day': offDays, doubled, lost, 'on a wrong board': misplaced }).flatMap(
    ([name, list]) => (list.length > 0 ? [`${name}: ${list.join(', ')}`] : []),
  )

/** The table of all series: how many flights each had, in which mode, and whether all were on their days. */
export function printMonth(outcome: MonthOutcome, printer: Printer): void {
  const { lines, moved, flights, offDay, doubled, lost, evidence } = outcome
  const width = Math.max(...lines.map(({ slug }) => slug.length))
  const number = (value: number) => String(value).padStart(5)
  printer.line()
  printer.line(
    printer.colour(
      'dim',
      `    ${'series'.padEnd(width)}  pages  ${'mode'.padEnd(15)}  flights    due`,
    ),
  )
  for (const line of lines) {
    const troubles = troublesOf(line)
    const isGood = troubles.length === 0
    const mark = printer.colour(isGood ? 'green' : 'red', isGood ? '✓' : '!')
    const said = isGood
      ? printer.colour('dim', 'all on their days')
      : printer.colour('red', troubles.join('; '))
    printer.line(
      `  ${mark} ${line.slug.padEnd(width)}  ${number(line.size)}  ${modeOf(line).padEnd(15)}  ${number(line.flights)}    ${number(line.expected)}  ${said}`,
    )
  }
  printer.line(
    `\n  ${flights} flights: ${offDay} off their day, ${doubled} doubled, ${lost} lost. ${outcome.seconds} s.`,
  )
  for (const slug of moved) printer.trouble('moved', `${slug} has another weekday than before`)
  if (evidence) printer.trouble('evidence', evidence)
  else printer.ready('as promised', 'each on its day, once; counted at the receivers')
}
