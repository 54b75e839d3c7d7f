import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { createWithinTenants, withinTenants } from '../../security/collectionAccess.ts'
import { keepTenant } from '../hooks/keepTenant.ts'
import { refuseBrokenText } from '../hooks/refuseBrokenText.ts'
import { ofTenant } from '../ofTenant.ts'
import { referenceField } from '../referenceField.ts'

/** A short video of a campaign that influencers can claim. */
export const clips = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.clips,
  dbName: 'postyard_clips',
  labels: { singular: 'Clip', plural: 'Clips' },
  admin: {
    group: 'Claims',
    useAsTitle: 'title',
    defaultColumns: ['title', 'campaign', 'reference', 'updatedAt'],
    description: 'Videos of campaigns that influencers claim and publish.',
  },
  defaultSort: '-updatedAt',
  access: {
    read: withinTenants(settings.standingOf, 'campaigns.read'),
    create: createWithinTenants(settings.standingOf, 'campaigns.write'),
    update: withinTenants(settings.standingOf, 'campaigns.write'),
    delete: withinTenants(settings.standingOf, 'campaigns.write'),
  },
  hooks: {
    beforeValidate: [refuseBrokenText],
    beforeChange: [keepTenant({ standingOf: settings.standingOf, permission: 'campaigns.write' })],
  },
  indexes: [{ fields: ['tenant', 'reference'], unique: true }],
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    referenceField('it'),
    {
      name: 'campaign',
      type: 'relationship',
      relationTo: settings.slugs.campaigns,
      required: true,
      filterOptions: ofTenant,
    },
    {
      name: 'video',
      type: 'upload',
      relationTo: settings.mediaSlug,
      required: true,
      filterOptions: ofTenant,
    },
    {
      name: 'caption',
      type: 'textarea',
      maxLength: 5_000,
      admin: { description: 'What is said with it where the influencer says nothing else.' },
    },
  ],
})
