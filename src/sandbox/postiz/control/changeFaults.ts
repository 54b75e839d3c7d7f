import { z } from 'zod'
import { faultSchema } from '../faults/fault.ts'
import { type Answer, json } from '../http/answer.ts'
import type { ControlCall } from './controlCall.ts'
import { refuseControl } from './refuseControl.ts'

const listSchema = z.array(faultSchema)
const bodySchema = z.union([
  listSchema.transform((faults) => ({ faults, seed: undefined })),
  z.object({ faults: listSchema, seed: z.number().int().optional() }),
])

export function showFaults({ sandbox }: ControlCall): Answer {
  return json(200, { faults: sandbox.faults.list() })
}

/** Replaces all faults; `{ faults, seed }` also starts their random generator anew. */
export function setFaults(call: ControlCall): Answer {
  const parsed = bodySchema.safeParse(call.body)
  if (!parsed.success) return refuseControl(parsed.error)
  const { sandbox } = call
  sandbox.faults.set(parsed.data.faults, parsed.data.seed)
  sandbox.changed()
  return showFaults(call)
}

export function clearFaults(call: ControlCall): Answer {
  call.sandbox.faults.set([])
  call.sandbox.changed()
  return showFaults(call)
}

/** Switches one kind on for everything, beside the others. */
export function setOneFault(call: ControlCall): Answer {
  const { sandbox, params, body } = call
  const parsed = faultSchema.safeParse({ ...(body as object | undefined), kind: params.kind })
  if (!parsed.success) return refuseControl(parsed.error)
  sandbox.faults.replaceKind(parsed.data.kind, parsed.data)
  sandbox.changed()
  return showFaults(call)
}

export function clearOneFault(call: ControlCall): Answer {
  const { sandbox, params } = call
  const parsed = faultSchema.shape.kind.safeParse(params.kind)
  if (!parsed.success) return refuseControl(parsed.error)
  sandbox.faults.replaceKind(parsed.data, null)
  sandbox.changed()
  return showFaults(call)
}
