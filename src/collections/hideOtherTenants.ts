import type { CollectionAfterReadHook } from 'payload'
import { defaultStandingOf } from 'postyard'
import { isAgencyAdmin } from '../access/index.ts'

/** Whom else a person works for is told to themselves and to the agency, and to no other client. */
export const hideOtherTenants: CollectionAfterReadHook = ({ doc, req }) => {
  const { user } = req
  if (!user || isAgencyAdmin(user) || String(user.id) === String(doc.id)) return doc
  const own = new Set(tenantsOf(user))
  const isOwn = (row: unknown) => tenantsOf({ tenants: [row] }).some((tenant) => own.has(tenant))
  return { ...doc, tenants: doc.tenants?.filter(isOwn) }
}

const tenantsOf = (user: object): string[] =>
  defaultStandingOf({ ...user }).roles.map(({ tenant }) => String(tenant))
