import type { ID } from '../../model/database.ts'
import type { Envelope } from '../envelope.ts'

/** What somebody wants of the stream: the same that `readEvents` reads. */
export type Wanted = {
  tenants: readonly ID[]
  /** Whole types, or beginnings with `*` at their end; all without it. */
  types?: readonly string[]
  plan?: ID
}

export const isWanted = (event: Envelope, { types, plan }: Wanted): boolean =>
  (plan === undefined || event.plan === String(plan)) &&
  (types === undefined ||
    types.some((type) =>
      type.endsWith('*') ? event.type.startsWith(type.slice(0, -1)) : event.type === type,
    ))
