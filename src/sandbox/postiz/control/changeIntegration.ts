import { z } from 'zod'
import { type Answer, json } from '../http/answer.ts'
import {
  findAnyIntegration,
  moveIntegration,
  removeIntegration,
  restoreIntegration,
  setTools,
  switchIntegration,
} from '../store/integrations.ts'
import type { ControlCall } from './controlCall.ts'
import { refuseControl } from './refuseControl.ts'

const schema = z
  .object({
    disabled: z.boolean().optional(),
    refreshNeeded: z.boolean().optional(),
    removed: z.boolean().optional(),
    name: z.string().min(1).optional(),
    /** Id of the customer group; null for none. */
    group: z.string().min(1).nullable().optional(),
    /** What a tool answers from now on, by its method; null for what it answered at first. */
    tools: z.record(z.string(), z.unknown()).optional(),
  })
  .strict()

/**
 * Switches a channel off and on, lets its token die, removes it (with its posts), brings it back, renames it, moves it
 * to another customer group, changes what its tools answer.
 */
export function changeIntegration({ sandbox, params, body }: ControlCall): Answer {
  const { store } = sandbox
  const parsed = schema.safeParse(body ?? {})
  if (!parsed.success) return refuseControl(parsed.error)
  const before = findAnyIntegration(store, params.id!)
  if (!before) return json(404, { error: `There is no integration ${params.id}` })
  const { removed, name, group } = parsed.data
  if (name !== undefined || group !== undefined) {
    moveIntegration(store, {
      id: before.id,
      name: name ?? before.name,
      group: group === undefined ? before.group : group,
    })
  }
  if (parsed.data.tools) {
    const own = { ...(JSON.parse(before.tools) as object), ...parsed.data.tools }
    const kept = Object.fromEntries(Object.entries(own).filter(([, answer]) => answer !== null))
    setTools(store, { id: before.id, tools: JSON.stringify(kept) })
  }
  switchIntegration(store, {
    id: before.id,
    disabled: parsed.data.disabled ?? Boolean(before.disabled),
    refreshNeeded: parsed.data.refreshNeeded ?? Boolean(before.refresh_needed),
  })
  if (removed === true && before.deleted_at === null)
    removeIntegration(store, before.id, sandbox.now())
  if (removed === false) restoreIntegration(store, before.id)
  sandbox.changed()
  const after = findAnyIntegration(store, before.id)!
  return json(200, {
    id: after.id,
    name: after.name,
    identifier: after.identifier,
    group: after.group,
    disabled: Boolean(after.disabled),
    refreshNeeded: Boolean(after.refresh_needed),
    removed: after.deleted_at !== null,
  })
}
