import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { createWithinTenants, withinTenants } from '../../security/collectionAccess.ts'
import { keepTenant } from '../hooks/keepTenant.ts'
import { refuseBrokenText } from '../hooks/refuseBrokenText.ts'
import { referenceField } from '../referenceField.ts'

/** What clips are published for: it tells influencers what to say, and ends. */
export const campaigns = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.campaigns,
  dbName: 'postyard_campaigns',
  labels: { singular: 'Campaign', plural: 'Campaigns' },
  admin: {
    group: 'Claims',
    useAsTitle: 'name',
    defaultColumns: ['name', 'reference', 'endsAt', 'updatedAt'],
    description: 'What influencers publish clips for.',
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
    { name: 'name', type: 'text', required: true, maxLength: 200 },
    referenceField('it'),
    {
      name: 'briefing',
      type: 'textarea',
      maxLength: 10_000,
      admin: { description: 'What influencers read before they dress a clip of it.' },
    },
    {
      name: 'endsAt',
      label: 'Ends at',
      type: 'date',
      admin: {
        date: { pickerAppearance: 'dayAndTime' },
        description: 'From then on nothing of it can be claimed. What was claimed before goes on.',
      },
    },
    {
      name: 'figures',
      type: 'ui',
      admin: { components: { Field: 'postyard/client#CampaignFigures' } },
    },
  ],
})
