import type { CollectionConfig, Field } from 'payload'
import { fieldNames, hasNativeLeases } from './hasNativeLeases.ts'

const leaseFields: Field[] = [
  {
    name: 'leaseUntil',
    type: 'date',
    admin: {
      description: 'Until when its worker holds this job',
      position: 'sidebar',
      readOnly: true,
    },
  },
  {
    name: 'leaseToken',
    type: 'text',
    admin: { description: 'Who writes this job must show it', position: 'sidebar', readOnly: true },
  },
  {
    name: 'leasedBy',
    type: 'text',
    admin: { description: 'The worker that holds this job', position: 'sidebar', readOnly: true },
  },
]

/** Payload adds `meta` only where something is scheduled, and else drops it silently. */
const meta: Field = { name: 'meta', type: 'json' }

/** The jobs collection with the columns of a lease. Fields that are there already stay as they are. */
export const addLeaseFields = (collection: CollectionConfig): CollectionConfig => {
  if (hasNativeLeases(collection)) return collection
  const present = fieldNames(collection)
  const missing = [...leaseFields, meta].filter(
    (field) => 'name' in field && !present.has(field.name),
  )
  return { ...collection, fields: [...collection.fields, ...missing] }
}
