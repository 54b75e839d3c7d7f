import { type CollectionBeforeChangeHook, APIError } from 'payload'

const idOf = (value: unknown): unknown =>
  value && typeof value === 'object' && 'id' in value ? value.id : value

/** A record stays with the tenant it was made for: what it points to belongs to that tenant too. */
export const keepTenant: CollectionBeforeChangeHook = ({ data, operation, originalDoc }) => {
  if (operation !== 'update' || data.tenant === undefined) return data
  if (String(idOf(data.tenant)) !== String(idOf(originalDoc?.tenant))) {
    throw new APIError('A record cannot be moved to another tenant. Make it there anew.', 400, {
      code: 'TENANT_FIXED',
    })
  }
  return data
}
