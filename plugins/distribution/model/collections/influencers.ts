import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { createWithinTenants, withinTenants } from '../../security/collectionAccess.ts'
import { keepTenant } from '../hooks/keepTenant.ts'
import { refuseBrokenText } from '../hooks/refuseBrokenText.ts'
import { ofTenant } from '../ofTenant.ts'
import { referenceField } from '../referenceField.ts'

/** Somebody who publishes clips on accounts of their own: who they are, and which accounts these are. */
export const influencers = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.influencers,
  dbName: 'postyard_influencers',
  labels: { singular: 'Influencer', plural: 'Influencers' },
  admin: {
    group: 'Claims',
    useAsTitle: 'name',
    defaultColumns: ['name', 'reference', 'channels', 'updatedAt'],
    description: 'Who publishes clips, and on which accounts of their own.',
  },
  defaultSort: 'name',
  access: {
    read: withinTenants(settings.standingOf, 'influencers.read'),
    create: createWithinTenants(settings.standingOf, 'influencers.write'),
    update: withinTenants(settings.standingOf, 'influencers.write'),
    delete: withinTenants(settings.standingOf, 'influencers.write'),
  },
  hooks: {
    beforeValidate: [refuseBrokenText],
    beforeChange: [
      keepTenant({ standingOf: settings.standingOf, permission: 'influencers.write' }),
    ],
  },
  indexes: [
    { fields: ['tenant', 'reference'], unique: true },
    { fields: ['tenant', 'user'], unique: true },
  ],
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    referenceField('them'),
    {
      name: 'user',
      label: 'Log-in',
      type: 'relationship',
      relationTo: settings.usersSlug,
      admin: {
        description: 'With which they act on their claims; it needs the role of an influencer.',
      },
    },
    {
      name: 'channels',
      label: 'Their accounts',
      type: 'relationship',
      relationTo: settings.slugs.channels,
      hasMany: true,
      filterOptions: ofTenant,
      admin: { description: 'One for each platform: TikTok, Instagram, YouTube, Snapchat.' },
    },
  ],
})
