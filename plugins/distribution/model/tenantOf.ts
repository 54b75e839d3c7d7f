import { idOf } from '../id.ts'

/** The tenant of a record as text, whether it is read with its tenant or with the id alone; undefined without one. */
export const tenantOf = (record: { tenant?: unknown } | undefined): string | undefined =>
  idOf(record?.tenant)?.toString()
