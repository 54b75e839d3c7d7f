import type { Access, CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, closedField } from '../../security/collectionAccess.ts'

/** A phone or browser that can be pushed. It belongs to a person, who may serve several tenants. */
export const devices = (settings: Settings): CollectionConfig => {
  const ownOrAdmin: Access = ({ req }) => {
    if (!req.user) return false
    if (settings.standingOf(req.user as Record<string, unknown>).isAgencyAdmin) return true
    return { user: { equals: req.user.id } }
  }
  return {
    slug: settings.slugs.devices,
    dbName: 'postyard_devices',
    labels: { singular: 'Device', plural: 'Devices' },
    admin: {
      group: 'People',
      useAsTitle: 'name',
      defaultColumns: ['name', 'user', 'platform', 'lastSeenAt', 'droppedAt'],
      description: 'Phones and browsers that are pushed when there is something to post.',
    },
    access: { read: ownOrAdmin, create: closed, update: closed, delete: ownOrAdmin },
    fields: [
      {
        name: 'user',
        type: 'relationship',
        relationTo: settings.usersSlug,
        required: true,
        index: true,
      },
      { name: 'name', type: 'text', required: true },
      { name: 'platform', type: 'select', required: true, options: ['android', 'ios', 'web'] },
      {
        name: 'token',
        type: 'text',
        required: true,
        unique: true,
        access: { read: closedField, create: closedField, update: closedField },
        admin: { hidden: true },
      },
      {
        name: 'lastSeenAt',
        type: 'date',
        required: true,
        admin: { components: { Cell: 'postyard/client#TimeCell' } },
      },
      { name: 'droppedAt', type: 'date' },
      { name: 'dropReason', type: 'text' },
    ],
  }
}
