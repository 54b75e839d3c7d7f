import type { ID } from '../../model/database.ts'
import type { OwnCollection } from '../../options.ts'
import type { Permission } from '../../security/permissions.ts'

/** A tenant as the panel needs to know it: its name, its zone, and what the user may do there. */
export type TenantFacts = { id: ID; name: string; timezone: string; may: Permission[] }

/** What every component of the panel may ask for. */
export type AdminFacts = {
  slugs: Record<OwnCollection, string> & { tenants: string; users: string }
  /** True for an agency admin, who may do everything in every tenant. */
  mayEverything: boolean
  tenants: TenantFacts[]
}
