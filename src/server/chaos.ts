import { printOutcome } from './chaos/printOutcome.ts'
import { readArguments } from './chaos/readArguments.ts'
import { runChaos } from './chaos/runChaos.ts'
import { toJson } from './chaos/toJson.ts'
import { listenForStop } from './listenForStop.ts'
import { makePrinter } from './printLines.ts'
import { runCommand } from './runCommand.ts'

/** `npm run chaos`: nothing is published twice and nothing lost, whatever is killed, cut or misbehaves. */
await runCommand(async () => {
  const { isJson, ...wanted } = readArguments(process.argv.slice(2), Date.now)
  const printer = makePrinter(isJson ? process.stderr : process.stdout)
  const signal = listenForStop()
  const outcome = await runChaos({ ...wanted, printer, signal }).catch((error: unknown) => {
    // Whoever stopped it knows why it did not come to its end.
    if (signal.aborted) return undefined
    throw error
  })
  if (!outcome) return 130
  printOutcome(outcome, printer)
  if (isJson) process.stdout.write(`${toJson(outcome)}\n`)
  return outcome.evidence ? 1 : 0
})
