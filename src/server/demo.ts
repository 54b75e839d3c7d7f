import { parseArgs } from 'node:util'
import { printFigures } from './demo/printFigures.ts'
import { runDemo } from './demo/runDemo.ts'
import { listenForStop } from './listenForStop.ts'
import { makePrinter } from './printLines.ts'
import { runCommand } from './runCommand.ts'
import { flyMonth } from './series/flyMonth.ts'
import { setupError } from './setupError.ts'

/** `npm run demo`: the main job once, without a browser; `npm run demo -- series`: a month of evergreen series. */
await runCommand(async () => {
  const [first, ...rest] = process.argv.slice(2)
  if (first === 'series') return flyMonth(rest)
  const { workers, faults, isJson } = readArguments()
  const printer = makePrinter(isJson ? process.stderr : process.stdout)
  const figures = await runDemo({ workers, faults, printer, signal: listenForStop() })
  if (isJson) process.stdout.write(`${JSON.stringify(figures)}\n`)
  else printFigures(figures, printer)
  return figures.isAsExpected ? 0 : 1
})

/** Throws `WRONG_ARGUMENTS`. */
function readArguments() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      workers: { type: 'string', default: '1' },
      faults: { type: 'string', default: '0' },
    },
  })
  const workers = Number(values.workers)
  const faults = Number(values.faults)
  const isGood =
    Number.isInteger(workers) && workers >= 1 && workers <= 16 && faults >= 0 && faults <= 0.5
  if (isGood) return { workers, faults, isJson: values.json }
  throw setupError({
    code: 'WRONG_ARGUMENTS',
    message: 'Give --workers as a whole number from 1 to 16 and --faults as a share from 0 to 0.5.',
  })
}
