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
    useAsTitle: 'id',
    listSearchableFields: ['reason'],
    description:
      'Cards and videos that are made for posts, and files that are brought into a form that a channel takes.',
    defaultColumns: ['kind', 'state', 'progress', 'reason', 'file', 'updatedAt', 'actions'],
    components: { beforeListTable: ['postyard/client#LiveRenditions'] },
  },
  access: {
    read: withinTenants(settings.standingOf, 'plans.read'),
    create: closed,
    update: closed,
    delete: closed,
  },
  fields: [
    {
      name: 'actions',
      type: 'ui',
      admin: {
        components: {
          Field: 'postyard/client#RenditionActions',
          Cell: 'postyard/client#RenditionActionsCell',
        },
      },
    },
    {
      type: 'collapsible',
      label: 'Its record, field by field',
      admin: { initCollapsed: true },
      fields: [
        { name: 'key', type: 'text', required: true },
        {
          name: 'kind',
          type: 'select',
          required: true,
          options: [
            { value: 'card', label: 'Card' },
            { value: 'video', label: 'Video' },
            { value: 'conversion', label: 'Converted file' },
          ],
        },
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
          options: ['pending', 'rendering', 'ready', 'failed', 'cancelled', 'removed'],
          admin: {
            components: { Cell: 'postyard/client#StateCell', Field: 'postyard/client#StateField' },
          },
        },
        {
          name: 'reason',
          type: 'text',
          admin: { components: { Cell: 'postyard/client#ReasonCell' } },
        },
        { name: 'file', type: 'upload', relationTo: settings.mediaSlug },
        {
          name: 'progress',
          type: 'number',
          required: true,
          defaultValue: 0,
          admin: {
            description: 'How much of it is made, in per cent.',
            components: { Cell: 'postyard/client#ProgressCell' },
          },
        },
        { name: 'attempt', type: 'number', required: true, defaultValue: 0 },
        { name: 'fence', type: 'number', required: true, defaultValue: 0, admin: { hidden: true } },
        { name: 'leaseUntil', type: 'date' },
        // Somebody looks at it until then, so it is made though no delivery waits for it.
        { name: 'wantedUntil', type: 'date', admin: { hidden: true } },
      ],
    },
  ],
})
