import { parseArgs } from 'node:util'
import { setupError } from '../setupError.ts'
import type { ChaosArgs } from './runChaos.ts'

type Wanted = Omit<ChaosArgs, 'printer' | 'signal'> & { isJson: boolean }

/** So many deliveries a second go out on a small machine whose workers are killed all the time. */
const perSecond = 25

/** Without a random seed, the clock's ms are one. Throws `WRONG_ARGUMENTS`. */
export function readArguments(args: string[], now: () => number): Wanted {
  const { values } = parse(args)
  const number = (text: string, isWhole: boolean, least: number, most: number) => {
    const value = Number(text)
    const isGood = text.trim() !== '' && value >= least && value <= most
    return isGood && (!isWhole || Number.isInteger(value)) ? value : refuse()
  }
  const deliveries = number(values.deliveries, true, 1, 100_000)
  const usual = Math.max(20, Math.ceil(deliveries / perSecond))
  return {
    deliveries,
    workers: number(values.workers, true, 1, 16),
    faults: number(values.faults, false, 0, 0.5),
    seconds: number(values.seconds ?? String(usual), true, 5, 86_400),
    randomSeed: number(values['random-seed'] ?? String(now() % 2 ** 32), true, 0, 2 ** 32 - 1),
    isHurried: values.hurry,
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
        hurry: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        deliveries: { type: 'string', default: '300' },
        workers: { type: 'string', default: '4' },
        faults: { type: 'string', default: '0.08' },
        seconds: { type: 'string' },
        'random-seed': { type: 'string' },
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
      'Give --deliveries as a whole number from 1 to 100000, --workers from 1 to 16, --faults as a share from 0 to 0.5, --seconds (how long things go wrong at least) from 5, --random-seed as a whole number; --hurry lets time pass quicker afterwards, --keep keeps the logs, --json prints one line.',
    cause,
  })
}
