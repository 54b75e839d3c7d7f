import { idOf } from '../../id.ts'

const relations = ['user', 'key', 'post'] as const

/** An entitlement as a form or a record has it, with ids where the records themselves may have been read along. */
export const entitlementIds = (doc: Record<string, unknown>): Record<string, unknown> => ({
  ...doc,
  ...Object.fromEntries(relations.map((name) => [name, idOf(doc[name]) ?? null])),
  allowedChannels: (Array.isArray(doc.allowedChannels) ? doc.allowedChannels : []).flatMap(
    (one) => idOf(one) ?? [],
  ),
})
