import type { FilterOptions } from 'payload'
import { tenantOf } from './tenantOf.ts'

/** What a field of a record may point at: what belongs to the tenant of the record, and nothing before it has one. */
export const ofTenant: FilterOptions = ({ data }) => {
  const tenant = tenantOf(data)
  return tenant === undefined ? false : { tenant: { equals: tenant } }
}
