import { styleText } from 'node:util'
import { isSetupError } from './setupError.ts'

/**
 * Runs a command to its end and leaves the process with the exit code it gives back. What a person
 * can mend is told in a sentence; anything else with all that is known about it.
 */
export async function runCommand(command: () => Promise<number>): Promise<never> {
  try {
    process.exit(await command())
  } catch (error) {
    if (isSetupError(error)) {
      process.stderr.write(`${styleText('red', error.message, { stream: process.stderr })}\n`)
    } else {
      console.error(error)
    }
    process.exit(1)
  }
}
