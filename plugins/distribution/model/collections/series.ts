import type { CollectionConfig, Field } from 'payload'
import type { Settings } from '../../options.ts'
import { closedField, createWithinTenants, withinTenants } from '../../security/collectionAccess.ts'
import { forgetSeries } from '../hooks/forgetSeries.ts'
import { holdSeries } from '../hooks/holdSeries.ts'
import { keepTenant } from '../hooks/keepTenant.ts'
import { refuseBrokenText } from '../hooks/refuseBrokenText.ts'
import { ofTenant } from '../ofTenant.ts'
import { flightModes } from '../series.ts'
import { checkSource } from '../seriesSource.ts'

/** Written by the house alone. In the form they stand as a whole, on top of it. */
const kept = {
  access: { create: closedField, update: closedField },
  admin: { readOnly: true, condition: () => false },
}

const isSlug = (value: unknown): true | string =>
  (typeof value === 'string' && value.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) ||
  'Use small letters, digits and single hyphens: polar-bears.'

const standing: Field[] = [
  { name: 'isFound', type: 'checkbox', defaultValue: false, ...kept },
  { name: 'count', type: 'number', defaultValue: 0, ...kept },
  { name: 'remaining', type: 'number', defaultValue: 0, ...kept },
  { name: 'aside', type: 'number', defaultValue: 0, ...kept },
  { name: 'restsUntil', type: 'text', ...kept },
  { name: 'mode', type: 'select', options: [...flightModes], ...kept },
  { name: 'phase', type: 'number', ...kept },
  { name: 'phaseOf', type: 'number', ...kept },
  { name: 'phaseDay', type: 'text', ...kept },
  { name: 'growthDay', type: 'json', ...kept },
  { name: 'lastPlannedDay', type: 'text', ...kept },
  { name: 'readAt', type: 'date', ...kept },
  { name: 'problem', type: 'json', ...kept },
  { name: 'goneAt', type: 'date', ...kept },
  { name: 'attention', type: 'json', ...kept },
  { name: 'feedRenewals', type: 'number', ...kept, admin: { hidden: true } },
]

/** Evergreen streams of content: a folder, a feed, a query, whose items fly one by one for months. */
export const series = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.series,
  dbName: 'postyard_series',
  labels: { singular: 'Series', plural: 'Series' },
  admin: {
    group: 'Publishing',
    useAsTitle: 'name',
    defaultColumns: ['name', 'count', 'mode', 'isPaused', 'updatedAt'],
    description: 'Streams of content that go out by themselves, one item at a time.',
  },
  defaultSort: 'slug',
  access: {
    read: withinTenants(settings.standingOf, 'series.read'),
    create: createWithinTenants(settings.standingOf, 'series.write'),
    update: withinTenants(settings.standingOf, 'series.write'),
    delete: withinTenants(settings.standingOf, 'series.write'),
  },
  hooks: {
    beforeOperation: [holdSeries],
    beforeValidate: [refuseBrokenText],
    beforeChange: [keepTenant({ standingOf: settings.standingOf, permission: 'series.write' })],
    beforeDelete: [forgetSeries],
  },
  indexes: [{ fields: ['tenant', 'slug'], unique: true }],
  fields: [
    {
      name: 'standing',
      type: 'ui',
      admin: { components: { Field: 'postyard/client#SeriesStanding' } },
    },
    {
      name: 'source',
      type: 'json',
      required: true,
      validate: (value: unknown) => {
        const checked = checkSource(value, settings)
        return 'flaw' in checked ? checked.flaw : true
      },
      admin: {
        description: 'Where its items come from.',
        components: { Field: 'postyard/client#SeriesSource' },
      },
    },
    { name: 'name', type: 'text', required: true, maxLength: 200 },
    {
      name: 'slug',
      type: 'text',
      required: true,
      validate: isSlug,
      admin: { description: 'Its short name. The name of its board is made from it.' },
    },
    {
      name: 'channels',
      type: 'relationship',
      relationTo: settings.slugs.channels,
      hasMany: true,
      filterOptions: ofTenant,
      admin: { description: 'Where its items go. Each goes out once on each.' },
    },
    { name: 'isPaused', label: 'Paused', type: 'checkbox', defaultValue: false },
    {
      name: 'pausedReason',
      label: 'Why it is paused',
      type: 'text',
      maxLength: 300,
      admin: { condition: (data) => data?.isPaused === true },
    },
    {
      name: 'boardName',
      label: 'Name of its board',
      type: 'text',
      maxLength: 180,
      admin: { description: 'Where it is to be another one than the template makes.' },
    },
    {
      name: 'repeatDays',
      label: 'Days after which an item may go out again',
      type: 'number',
      min: 1,
      max: 3_650,
      admin: {
        description:
          'Days by the clock of the client. Left empty, an item goes out once on each channel, and never again.',
      },
    },
    {
      name: 'foresight',
      type: 'ui',
      admin: { components: { Field: 'postyard/client#SeriesForesight' } },
    },
    ...standing,
  ],
})
