import type { CollectionConfig } from 'payload'
import { agencyAdmins, ownTenants } from '../access/index.ts'

/** A client of the agency. A tenant is never deleted: its records outlive the contract. */
export const Tenants: CollectionConfig = {
  slug: 'tenants',
  labels: { singular: 'Client', plural: 'Clients' },
  admin: {
    group: 'Agency',
    useAsTitle: 'name',
    defaultColumns: ['name', 'timezone', 'updatedAt'],
  },
  access: {
    read: ownTenants('tenants.read', 'id'),
    create: agencyAdmins,
    update: agencyAdmins,
    delete: () => false,
  },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    {
      name: 'slug',
      type: 'text',
      required: true,
      unique: true,
      maxLength: 60,
      admin: { description: 'Its short name for programs: marina-estates.' },
      validate: (value: unknown) =>
        (typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) ||
        'Use small letters, digits and single hyphens: marina-estates.',
    },
  ],
}
