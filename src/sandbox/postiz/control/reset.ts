import { type Answer, json } from '../http/answer.ts'
import { forgetEverything } from '../store/organisations.ts'
import { sweepForgotten } from '../workflow/sweepForgotten.ts'
import type { ControlCall } from './controlCall.ts'

/** As if it had just been started for the first time. */
export function reset({ sandbox }: ControlCall): Answer {
  forgetEverything(sandbox.store)
  sandbox.loadContent()
  sandbox.faults.set([])
  sandbox.changed()
  return json(200, { ok: true })
}

export function sweep({ sandbox }: ControlCall): Answer {
  return json(200, { started: sweepForgotten(sandbox) })
}
