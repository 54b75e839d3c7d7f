import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'

/** A picture or video made from a specification, or a file in another form. The same is made once per tenant. */
export const renditions = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.renditions,
  dbName: 'postyard_renditions',
  labels: { singular: 'Rendition', plural: 'Renditions' },
  admin: {
    group: 'Records',
    useAsTitle: 'key',
    defaultColumns: ['kind', 'state', 'reason', 'file', 'updatedAt'],
  },
  access: {
    read: withinTenants(settings.standingOf, 'plans.read'),
    create: closed,
    update: closed,
    delete: closed,
  },
  fields: [
    { name: 'key', type: 'text', required: true },
    { name: 'kind', type: 'select', required: true, options: ['card', 'video', 'conversion'] },
    {
      name: 'spec',
      type: 'json',
      required: true,
      admin: { components: { Field: 'postyard/client#JsonField' } },
    },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'pending',
      options: ['pending', 'rendering', 'ready', 'failed'],
      admin: { components: { Cell: 'postyard/client#StateCell' } },
    },
    { name: 'reason', type: 'text', admin: { components: { Cell: 'postyard/client#ReasonCell' } } },
    { name: 'file', type: 'upload', relationTo: settings.mediaSlug },
    { name: 'attempt', type: 'number', required: true, defaultValue: 0 },
    { name: 'leaseUntil', type: 'date' },
  ],
})
