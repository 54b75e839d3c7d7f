import { listenForStop } from '../listenForStop.ts'
import { makePrinter } from '../printLines.ts'
import { printMonth } from './printMonth.ts'
import { readArguments } from './readArguments.ts'
import { runMonth } from './runMonth.ts'

/** `npm run demo -- series`: a month of evergreen series in minutes. Returns the exit code. */
export async function flyMonth(args: string[]): Promise<number> {
  const { isJson, ...wanted } = readArguments(args)
  const printer = makePrinter(isJson ? process.stderr : process.stdout)
  const signal = listenForStop()
  const outcome = await runMonth({ ...wanted, printer, signal }).catch((error: unknown) => {
    // Whoever stopped it knows why it did not come to its end.
    if (signal.aborted) return undefined
    throw error
  })
  if (!outcome) return 130
  printMonth(outcome, printer)
  const { flights, offDay, doubled, lost, evidence } = outcome
  if (isJson) process.stdout.write(`${JSON.stringify({ flights, offDay, doubled, lost })}\n`)
  return evidence ? 1 : 0
}
