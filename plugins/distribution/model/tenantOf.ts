/** The tenant of a record as text, whether it is read with its tenant or with the id alone; undefined without one. */
export const tenantOf = (record: { tenant?: unknown } | undefined): string | undefined => {
  const { tenant } = record ?? {}
  const id = tenant && typeof tenant === 'object' && 'id' in tenant ? tenant.id : tenant
  return id === undefined || id === null ? undefined : String(id)
}
