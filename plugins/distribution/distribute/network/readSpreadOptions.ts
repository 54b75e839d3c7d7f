import type { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import type { NetworkOptions } from '../../model/networkPlan.ts'
import type { OperationContext } from '../../operation.ts'
import { checkTime } from '../chooseTime.ts'
import type { spreadInput } from './spreadInput.ts'

type Given = {
  [Name in Exclude<keyof typeof spreadInput, 'seed'>]?: z.output<(typeof spreadInput)[Name]>
}

const minute = 60_000

const refuse = (path: string, message: string): never => {
  throw new DistributionError('INVALID_INPUT', message, {
    details: [{ path, code: 'invalid', message }],
  })
}

const readWindow = ({ window = {} }: Given, { now, settings }: Context) => {
  const from = window.from === undefined ? now : checkTime(new Date(window.from), now)
  if (window.until !== undefined && window.hours !== undefined) {
    refuse('window', 'Say how long the window is or when it ends, not both.')
  }
  const lengthMs =
    window.hours === undefined ? settings.network.windowMs : window.hours * 60 * minute
  const to =
    window.until === undefined
      ? new Date(from.getTime() + lengthMs)
      : checkTime(new Date(window.until), now)
  if (to <= from) refuse('window.until', 'The window ends before it begins. Let it end later.')
  return { from: from.toISOString(), to: checkTime(to, now).toISOString() }
}

type Context = Pick<OperationContext, 'now' | 'settings'>

/**
 * How a post is to be spread: what is given, and what the installation has for the rest.
 *
 * @throws INVALID_INPUT where it contradicts itself; DATE_IN_PAST, DATE_TOO_FAR
 */
export const readSpreadOptions = (
  given: Given,
  context: Context,
): Omit<NetworkOptions, 'select'> => {
  const { network, sameContentMinutes } = context.settings
  const { gap = {}, peaks = {} } = given
  const min = gap.minMinutes === undefined ? network.gapMs.min : gap.minMinutes * minute
  const max =
    gap.maxMinutes === undefined ? Math.max(network.gapMs.max, min) : gap.maxMinutes * minute
  if (max < min) refuse('gap.maxMinutes', 'The most is less than the least. Let the most be more.')
  const least = sameContentMinutes * minute
  const sameContentMs = (given.sameContentMinutes ?? sameContentMinutes) * minute
  if (sameContentMs < least) {
    refuse(
      'sameContentMinutes',
      `The same content is kept ${sameContentMinutes} minutes apart here; a plan can only ask for more.`,
    )
  }
  return {
    window: readWindow(given, context),
    gapMs: { min: Math.round(min), max: Math.round(max) },
    sameContentMs: Math.round(sameContentMs),
    peaks: {
      weekday: peaks.weekday ?? network.peaks.weekday,
      weekend: peaks.weekend ?? network.peaks.weekend,
    },
  }
}
