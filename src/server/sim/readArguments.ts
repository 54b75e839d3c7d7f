import { parseArgs } from 'node:util'
import { readWhole } from '../readWhole.ts'
import { setupError } from '../setupError.ts'

export type SimArgs = {
  tasks: number
  agents: number
  workers: number
  randomSeed: number
  /** Keeps the logs of a run that ended well, too. */
  isKept: boolean
  isJson: boolean
}

/** Without a seed, the clock's ms are one. Throws `WRONG_ARGUMENTS`. */
export function readArguments(args: string[], now: () => number): SimArgs {
  const { values, positionals } = parse(args)
  if (positionals.length !== 1 || positionals[0] !== 'agents') refuse()
  const whole = (text: string, least: number, most: number) =>
    readWhole(text, least, most) ?? refuse()
  return {
    tasks: whole(values.tasks, 40, 20_000),
    agents: whole(values.agents, 10, 500),
    workers: whole(values.workers, 1, 16),
    randomSeed: whole(values.seed ?? String(now() % 2 ** 32), 0, 2 ** 32 - 1),
    isKept: values.keep,
    isJson: values.json,
  }
}

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        tasks: { type: 'string', default: '1000' },
        agents: { type: 'string', default: '50' },
        workers: { type: 'string', default: '2' },
        seed: { type: 'string' },
      },
    })
  } catch (cause) {
    return refuse(cause)
  }
}

const refuse = (cause?: unknown): never => {
  throw setupError({
    code: 'WRONG_ARGUMENTS',
    message:
      'Say what to simulate: agents. Give --tasks as a whole number from 40 to 20000, --agents from 10 to 500, --workers from 1 to 16, --seed as a whole number; --keep keeps the logs, --json prints one line.',
    cause,
  })
}
