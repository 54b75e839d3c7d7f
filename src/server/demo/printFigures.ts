import type { Printer } from '../printLines.ts'
import type { Figures } from './readFigures.ts'

const styles: Record<string, Parameters<Printer['colour']>[0]> = {
  published: 'green',
  awaiting_human: 'yellow',
  failed: 'red',
  scheduled: 'blue',
}

/** The table of receipts, and whether all is as it must be. */
export function printFigures(figures: Figures, printer: Printer): void {
  const { lines } = figures
  const width = (pick: (line: Figures['lines'][number]) => string) =>
    Math.max(...lines.map((line) => pick(line).length))
  const channel = width((line) => line.channel)
  const title = width((line) => line.title)
  printer.line()
  for (const line of lines) {
    const state = printer.colour(
      styles[line.state] ?? 'gray',
      line.state.replace('_', ' ').padEnd(14),
    )
    const receipts = `${line.receipts} receipts`.padStart(11)
    const more = printer.colour('dim', line.url || line.reason)
    printer.line(
      `  ${line.channel.padEnd(channel)}  ${line.title.padEnd(title)}  ${state}  ${receipts}  ${more}`,
    )
  }
  printer.line(
    `\n  ${figures.published} published, ${figures.awaitingHuman} with a person, ${figures.failed} failed, ${figures.scheduled} for later, ${figures.doublePublished} published twice.`,
  )
  if (figures.isAsExpected) {
    printer.ready('as expected', 'counted at the sandbox and at the phones')
    return
  }
  for (const difference of figures.differences) printer.trouble('different', difference)
}
