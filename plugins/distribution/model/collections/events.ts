import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'

/** The outbox: one row per change, written in the transaction of the change. */
export const events = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.events,
  dbName: 'postyard_events',
  labels: { singular: 'Event', plural: 'Events' },
  admin: {
    group: 'Records',
    useAsTitle: 'type',
    defaultColumns: ['occurredAt', 'type', 'actorName', 'plan'],
    description: 'Everything that happened, and who did it.',
  },
  defaultSort: '-occurredAt',
  access: {
    read: withinTenants(settings.standingOf, 'events.read'),
    create: closed,
    update: closed,
    delete: closed,
  },
  fields: [
    { name: 'type', type: 'text', required: true },
    { name: 'schemaVersion', type: 'number', required: true },
    {
      name: 'occurredAt',
      label: 'When',
      type: 'date',
      required: true,
      admin: { components: { Cell: 'postyard/client#TimeCell' } },
    },
    { name: 'actorKind', type: 'text', required: true },
    { name: 'actorId', type: 'text' },
    { name: 'actorName', label: 'By', type: 'text', required: true },
    { name: 'correlationId', type: 'text', required: true },
    { name: 'causationId', type: 'text' },
    { name: 'delivery', type: 'relationship', relationTo: settings.slugs.deliveries },
    { name: 'plan', type: 'relationship', relationTo: settings.slugs.plans },
    {
      name: 'data',
      type: 'json',
      required: true,
      admin: { components: { Field: 'postyard/client#JsonField' } },
    },
  ],
})
