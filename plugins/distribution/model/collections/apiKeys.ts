import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed } from '../../security/collectionAccess.ts'

/**
 * The keys of programs, each of one tenant. Only operations make, list and revoke them; of the secret a hash is kept, which
 * no door reads.
 */
export const apiKeys = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs['api-keys'],
  dbName: 'postyard_api_keys',
  labels: { singular: 'API key', plural: 'API keys' },
  admin: { hidden: true, useAsTitle: 'name' },
  access: { read: closed, create: closed, update: closed, delete: closed },
  fields: [
    { name: 'name', type: 'text', required: true },
    { name: 'hash', type: 'text', required: true },
    // Names of permissions: what is not among them, it may not do, also where it comes into being later.
    { name: 'scopes', type: 'json', required: true },
    { name: 'expiresAt', type: 'date' },
    { name: 'madeBy', type: 'relationship', relationTo: settings.usersSlug },
    { name: 'madeByName', type: 'text', required: true },
    { name: 'lastUsedAt', type: 'date' },
    { name: 'revokedAt', type: 'date' },
  ],
})
