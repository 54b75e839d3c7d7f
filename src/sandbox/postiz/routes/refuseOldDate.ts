import { type Answer, badRequest } from '../http/answer.ts'
import type { Sandbox } from '../sandbox.ts'

/** The newer kind takes no date that is more than a minute in the past. */
export function isTooOld(sandbox: Sandbox, date: number): boolean {
  return sandbox.kind === 'newer' && date < sandbox.now() - 60_000
}

export function tooOld(): Answer {
  return badRequest('The date is in the past')
}
