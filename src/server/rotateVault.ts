import { runCommand } from './runCommand.ts'
import { runEntry } from './runEntry.ts'
import { readArguments } from './vault/readArguments.ts'

/** `npm run vault:rotate`: seals all stored credentials with the newest key, also while the installation runs. */
await runCommand(async () => {
  const args = process.argv.slice(2)
  readArguments(args)
  return runEntry({ name: 'rotateVault', args })
})
