import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed } from '../../security/collectionAccess.ts'

/** What was answered to a request that carried a key, so that its repeat gets the same answer. */
export const idempotencyKeys = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs['idempotency-keys'],
  dbName: 'postyard_idempotency_keys',
  admin: { hidden: true },
  access: { read: closed, create: closed, update: closed, delete: closed },
  fields: [
    { name: 'scope', type: 'text', required: true, unique: true },
    { name: 'requestHash', type: 'text', required: true },
    { name: 'status', type: 'number' },
    { name: 'response', type: 'json' },
    { name: 'expiresAt', type: 'date', required: true, index: true },
  ],
})
