import { z } from 'zod'
import { type Answer, json } from '../http/answer.ts'
import {
  findAnyIntegration,
  removeIntegration,
  restoreIntegration,
  switchIntegration,
} from '../store/integrations.ts'
import type { ControlCall } from './controlCall.ts'
import { refuseControl } from './refuseControl.ts'

const schema = z
  .object({
    disabled: z.boolean().optional(),
    refreshNeeded: z.boolean().optional(),
    removed: z.boolean().optional(),
  })
  .strict()

/** Switches a channel off and on, lets its token die, removes it (with its posts), brings it back. */
export function changeIntegration({ sandbox, params, body }: ControlCall): Answer {
  const { store } = sandbox
  const parsed = schema.safeParse(body ?? {})
  if (!parsed.success) return refuseControl(parsed.error)
  const before = findAnyIntegration(store, params.id!)
  if (!before) return json(404, { error: `There is no integration ${params.id}` })
  const { removed } = parsed.data
  switchIntegration(store, {
    id: before.id,
    disabled: parsed.data.disabled ?? Boolean(before.disabled),
    refreshNeeded: parsed.data.refreshNeeded ?? Boolean(before.refresh_needed),
  })
  if (removed === true && before.deleted_at === null)
    removeIntegration(store, before.id, sandbox.now())
  if (removed === false) restoreIntegration(store, before.id)
  sandbox.changed()
  const { id, name, identifier, disabled, refresh_needed, deleted_at } = findAnyIntegration(
    store,
    before.id,
  )!
  return json(200, {
    id,
    name,
    identifier,
    disabled: Boolean(disabled),
    refreshNeeded: Boolean(refresh_needed),
    removed: deleted_at !== null,
  })
}
