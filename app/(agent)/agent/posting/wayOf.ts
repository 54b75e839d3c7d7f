import type { Step } from './stepsOf.ts'

/**
 * What the one big button does: hands everything to the phone's own share sheet, or does these steps one after the
 * other.
 */
export type Way = { is: 'share' } | { is: 'steps'; steps: Step[] }

type Args = {
  /** What there is to do before the answer, in its order. */
  steps: Step[]
  /** Whether this browser hands just these files, or where there are none a text, to other apps. */
  canShare: boolean
}

/**
 * The way by which one tap brings a post into its app. The share sheet takes the files along; without files, opening
 * the app itself with the caption on the clipboard is nearer. Undefined where nothing is to be done before the answer.
 */
export const wayOf = ({ steps, canShare }: Args): Way | undefined => {
  if (steps.length === 0) return undefined
  const isDirect = !steps.includes('save') && steps.includes('open')
  return canShare && !isDirect ? { is: 'share' } : { is: 'steps', steps }
}
