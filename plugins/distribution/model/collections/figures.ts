import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'

/** What a platform counted on one day, of a whole channel or of one delivery: views, likes, comments, as it calls them. */
export const figures = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.figures,
  dbName: 'postyard_figures',
  labels: { singular: 'Figure', plural: 'Figures' },
  admin: {
    group: 'Records',
    useAsTitle: 'label',
    defaultColumns: ['date', 'label', 'total', 'channel', 'delivery'],
    description:
      'What the platforms counted, day by day. It is fetched by itself: of a post from an hour after it went out, of a channel each day.',
  },
  defaultSort: '-date',
  access: {
    read: withinTenants(settings.standingOf, 'figures.read'),
    create: closed,
    update: closed,
    delete: closed,
  },
  fields: [
    {
      name: 'channel',
      type: 'relationship',
      relationTo: settings.slugs.channels,
      required: true,
      admin: { components: { Cell: 'postyard/client#ChannelCell' } },
    },
    {
      name: 'delivery',
      type: 'relationship',
      relationTo: settings.slugs.deliveries,
      admin: { description: 'None where the whole channel is counted.' },
    },
    { name: 'label', type: 'text', required: true, admin: { description: 'Such as Likes.' } },
    { name: 'date', type: 'text', required: true, admin: { description: 'The day, in UTC.' } },
    { name: 'total', type: 'number', required: true },
  ],
})
