import { z } from 'zod'
import { type Answer, json } from '../http/answer.ts'
import { rotateKey } from '../store/organisations.ts'
import type { ControlCall } from './controlCall.ts'
import { refuseControl } from './refuseControl.ts'

const schema = z.object({ key: z.string().min(1) }).strict()

/** Gives an organisation another key, as its people can; the old one opens nothing any more. */
export function changeOrganisation({ sandbox, params, body }: ControlCall): Answer {
  const parsed = schema.safeParse(body ?? {})
  if (!parsed.success) return refuseControl(parsed.error)
  const name = params.name!
  if (!rotateKey(sandbox.store, name, parsed.data.key)) {
    return json(404, { error: `There is no organisation ${name}` })
  }
  sandbox.changed()
  return json(200, { organisation: name })
}
