import { readArguments } from './receipts/readArguments.ts'
import { runCommand } from './runCommand.ts'
import { runEntry } from './runEntry.ts'

/** `npm run receipts:verify`: checks the chains of all receipts, also while the installation runs. */
await runCommand(async () => {
  const args = process.argv.slice(2)
  readArguments(args)
  return runEntry({ name: 'verifyReceipts', args })
})
