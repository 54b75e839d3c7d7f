import { listenForStop } from './listenForStop.ts'
import { makePrinter } from './printLines.ts'
import { runCommand } from './runCommand.ts'
import { printOutcome } from './sim/printOutcome.ts'
import { readArguments } from './sim/readArguments.ts'
import { runAgents } from './sim/runAgents.ts'
import { toJson } from './sim/toJson.ts'

/** `npm run sim -- agents`: people are a dependable channel, though some ignore what they are asked. */
await runCommand(async () => {
  const { isJson, ...wanted } = readArguments(process.argv.slice(2), Date.now)
  const printer = makePrinter(isJson ? process.stderr : process.stdout)
  const signal = listenForStop()
  const outcome = await runAgents({ ...wanted, printer, signal }).catch((error: unknown) => {
    // Whoever stopped it knows why it did not come to its end.
    if (signal.aborted) return undefined
    throw error
  })
  if (!outcome) return 130
  printOutcome(outcome, printer)
  if (isJson) process.stdout.write(`${toJson(outcome)}\n`)
  return outcome.broken.length > 0 ? 1 : 0
})
