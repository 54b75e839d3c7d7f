import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'

/** What the night watchman decided for one tenant and one day, with all that it decided from. */
export const flightPlans = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs['flight-plans'],
  dbName: 'postyard_flight_plans',
  labels: { singular: 'Flight plan', plural: 'Flight plans' },
  admin: {
    group: 'Records',
    useAsTitle: 'day',
    defaultColumns: ['day', 'generatedAt', 'isLate'],
    description: 'Which series fly on a day, and in which order. One is made each night.',
  },
  defaultSort: '-day',
  access: {
    read: withinTenants(settings.standingOf, 'series.read'),
    create: closed,
    update: closed,
    delete: closed,
  },
  indexes: [{ fields: ['tenant', 'day'], unique: true }],
  fields: [
    { name: 'day', type: 'text', required: true },
    { name: 'generatedAt', type: 'date', required: true },
    { name: 'timezone', type: 'text', required: true },
    { name: 'seed', type: 'text', required: true },
    { name: 'isLate', label: 'Made after the night', type: 'checkbox', defaultValue: false },
    // As programs read it: `[{ collection, board_name, mode }]`.
    { name: 'queue', type: 'json', required: true },
    { name: 'plan', type: 'json', required: true, admin: { hidden: true } },
    { name: 'inputs', type: 'json', required: true, admin: { hidden: true } },
  ],
})
