import { parseArgs } from 'node:util'
import { readWhole } from '../readWhole.ts'
import { setupError } from '../setupError.ts'

export type MonthArgs = {
  days: number
  /** How many of the demo's series fly. */
  series: number
  randomSeed: number
  /** Keeps the logs of a run that ended well, too. */
  isKept: boolean
  isJson: boolean
}

/** Reads what follows `demo series`. Throws `WRONG_ARGUMENTS`. */
export function readArguments(args: string[]): MonthArgs {
  const values = parse(args)
  const whole = (text: string, least: number, most: number) =>
    readWhole(text, least, most) ?? refuse()
  return {
    days: whole(values.days, 1, 31),
    series: whole(values.series, 6, 50),
    randomSeed: whole(values.seed, 0, 2 ** 32 - 1),
    isKept: values.keep,
    isJson: values.json,
  }
}

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        days: { type: 'string', default: '30' },
        series: { type: 'string', default: '50' },
        seed: { type: 'string', default: '1' },
      },
    }).values
  } catch (cause) {
    return refuse(cause)
  }
}

const refuse = (cause?: unknown): never => {
  throw setupError({
    code: 'WRONG_ARGUMENTS',
    message:
      'Give --days as a whole number from 1 to 31, --series from 6 to 50, --seed as a whole number; --keep keeps the logs, --json prints one line.',
    cause,
  })
}
