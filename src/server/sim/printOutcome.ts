import type { Printer } from '../printLines.ts'
import type { SimOutcome } from './runAgents.ts'

const toWords = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** What came of all tasks, and whether all is as it must be. */
export function printOutcome(outcome: SimOutcome, printer: Printer): void {
  const { steps, doings, answers, pushes, broken, evidence, ...numbers } = outcome
  const { byError, ...pushed } = pushes
  const groups: Record<string, Record<string, number>> = {
    '': numbers,
    'escalation: ': steps,
    'people: ': doings,
    'answers: ': answers,
    'pushes: ': { ...pushed, ...byError },
  }
  const lines = Object.entries(groups).flatMap(([group, counts]) =>
    Object.entries(counts).map(([name, count]): [string, number] => [
      // Codes are told as they are.
      `${group}${/^[A-Z\d]/.test(name) ? name : toWords(name)}`,
      count,
    ]),
  )
  const width = Math.max(...lines.map(([name]) => name.length))
  printer.line()
  for (const [name, count] of lines) printer.line(`  ${name.padEnd(width)}  ${count}`)
  printer.line()
  if (broken.length === 0) {
    printer.ready('as promised', 'everything settled, nothing done by two, nothing counted twice')
    return
  }
  for (const sentence of broken) printer.trouble('broken', sentence)
  if (evidence) printer.trouble('evidence', evidence)
}
