import type { Reason } from '../../model/changeState.ts'
import { sameContentCode, staleReason } from '../../model/reasons.ts'

type Args = {
  /** What the account is called that has, or gets, the same. */
  beside: string | null
  /** When it got it; undefined where it is just getting it. */
  went: Date | undefined
  /** When this one may go. */
  at: Date
  timezone: string
}

const clockTime = (at: Date, timezone: string): string =>
  at.toLocaleTimeString('en-GB', { timeZone: timezone })

const tellBeside = ({ beside, went, timezone }: Args): string => {
  const account = beside ?? 'another account'
  return went
    ? `The same content went out on ${account} at ${clockTime(went, timezone)}`
    : `The same content is just going out on ${account}`
}

/** Of a delivery that waits for its turn. */
export const tellSpacing = (args: Args): Reason => ({
  code: sameContentCode,
  message: `${tellBeside(args)}; this one goes at ${clockTime(args.at, args.timezone)} (${args.timezone}).`,
})

/** Of a delivery that would be too late by its turn. */
export const tellTooLate = (args: Args & { graceMinutes: number }): Reason => ({
  code: staleReason(args.graceMinutes).code,
  message: `${tellBeside(args)}, and this one could go at ${clockTime(args.at, args.timezone)} (${args.timezone}) only, more than ${args.graceMinutes} min after its time, so it does not go out by itself. Publish it now after that, give it another time, or cancel it.`,
})
