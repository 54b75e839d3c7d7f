import type { Access, CollectionConfig, Field } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, closedField } from '../../security/collectionAccess.ts'

const closedToAll = { read: closedField, create: closedField, update: closedField }

/** What a phone logs in with, and the log-in it was registered under; both end when it is revoked. */
const hiddenFields: Field[] = [
  { name: 'credentialHash', type: 'text', access: closedToAll, admin: { hidden: true } },
  { name: 'session', type: 'text', access: closedToAll, admin: { hidden: true } },
]

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
      defaultColumns: [
        'name',
        'user',
        'platform',
        'appVersion',
        'lastSeenAt',
        'notifications',
        'revokedAt',
      ],
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
        label: 'Token for push',
        type: 'text',
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
      { name: 'appVersion', label: 'Version of the app', type: 'text' },
      {
        name: 'language',
        type: 'text',
        admin: {
          description: 'In which it is pushed, such as "pt-PT"; English where it is empty.',
        },
      },
      {
        name: 'notifications',
        type: 'select',
        required: true,
        defaultValue: 'unknown',
        options: ['granted', 'blocked', 'unknown'],
        admin: { description: 'Whether the phone shows notifications, as it says itself.' },
      },
      {
        name: 'project',
        label: 'Firebase project',
        type: 'text',
        admin: { description: 'Left empty: that of the installation.' },
      },
      { name: 'droppedAt', label: 'Not pushed since', type: 'date' },
      { name: 'dropReason', type: 'text' },
      ...hiddenFields,
      { name: 'revokedAt', label: 'Logged out since', type: 'date' },
    ],
  }
}
