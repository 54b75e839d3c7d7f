import type { CollectionConfig } from 'payload'
import { agencyAdmins, isAgencyAdmin, ownUsers } from '../access/index.ts'
import { hideOtherTenants } from './hideOtherTenants.ts'

/** Staff, field agents, influencers and programs. What they may do stands in each row of their tenants. */
export const Users: CollectionConfig = {
  slug: 'users',
  labels: { singular: 'Person', plural: 'People' },
  auth: {
    tokenExpiration: 60 * 60 * 24 * 30,
    maxLoginAttempts: 10,
    lockTime: 10 * 60 * 1000,
    useAPIKey: true,
  },
  admin: {
    group: 'Agency',
    useAsTitle: 'name',
    defaultColumns: ['name', 'email', 'isAgencyAdmin', 'updatedAt'],
  },
  access: {
    read: ownUsers,
    create: agencyAdmins,
    update: ({ req, id }) =>
      isAgencyAdmin(req.user) || (req.user && String(req.user.id) === String(id)) || false,
    delete: agencyAdmins,
    admin: ({ req }) => Boolean(req.user),
    unlock: agencyAdmins,
  },
  hooks: { afterRead: [hideOtherTenants] },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    {
      name: 'isAgencyAdmin',
      label: 'Admin of the agency',
      type: 'checkbox',
      defaultValue: false,
      saveToJWT: true,
      access: {
        create: ({ req }) => isAgencyAdmin(req.user),
        update: ({ req }) => isAgencyAdmin(req.user),
      },
      admin: { position: 'sidebar', description: 'May do everything for every client.' },
    },
  ],
}
