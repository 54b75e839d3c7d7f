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

/** What says in which order jobs are taken, and how many of a kind at once. */
const shareFields: Field[] = [
  {
    name: 'groupKey',
    type: 'text',
    admin: {
      description: 'Groups share the slots of a worker fairly',
      position: 'sidebar',
      readOnly: true,
    },
  },
  {
    name: 'resourceKey',
    type: 'text',
    admin: {
      description: 'What the job leans on; a worker runs only so many jobs of one at once',
      position: 'sidebar',
      readOnly: true,
    },
  },
  {
    name: 'urgent',
    type: 'checkbox',
    admin: {
      description: 'Is taken before others, also into the slots that are kept for it',
      position: 'sidebar',
      readOnly: true,
    },
  },
]

/** Payload adds `meta` only where something is scheduled, and else drops it silently. */
const meta: Field = { name: 'meta', type: 'json' }

/** The jobs collection with the columns of a lease, and of how slots are shared. Fields that are there already stay as they are. */
export const addLeaseFields = (collection: CollectionConfig): CollectionConfig => {
  if (hasNativeLeases(collection)) return collection
  const present = fieldNames(collection)
  const missing = [...leaseFields, ...shareFields, meta].filter(
    (field) => 'name' in field && !present.has(field.name),
  )
  return { ...collection, fields: [...collection.fields, ...missing] }
}
