import type { CollectionConfig, Field, FilterOptions } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, createWithinTenants, withinTenants } from '../../security/collectionAccess.ts'
import { entitlementsOf } from '../../security/entitlementAccess.ts'
import { guardEntitlement } from '../hooks/guardEntitlement.ts'
import { keepTenant } from '../hooks/keepTenant.ts'
import { refuseBrokenText } from '../hooks/refuseBrokenText.ts'
import { ofTenant } from '../ofTenant.ts'
import { tenantOf } from '../tenantOf.ts'

const peopleOfTenant: FilterOptions = ({ data }) => {
  const tenant = tenantOf(data)
  return tenant === undefined ? false : { 'tenants.tenant': { equals: tenant } }
}

const moment = (name: string, label: string, description: string): Field => ({
  name,
  label,
  type: 'date',
  admin: {
    width: '50%',
    description,
    date: { pickerAppearance: 'dayAndTime', displayFormat: 'd MMM yyyy HH:mm' },
  },
})

const isAbout = (kind: string) => (data: { subject?: unknown }) => data?.subject === kind

const isFor = (kind: string) => (data: { holder?: unknown }) => data?.holder === kind

const isExcerpt = (data: { form?: unknown }) => data?.form === 'excerpt'

const whom = (settings: Settings): Field[] => [
  {
    name: 'holder',
    label: 'Who may distribute',
    type: 'radio',
    required: true,
    defaultValue: 'api-agents',
    options: [
      { value: 'api-agents', label: 'All programs of this client' },
      { value: 'key', label: 'One API key' },
      { value: 'user', label: 'One user' },
      { value: 'staff', label: 'All people who work for this client' },
    ],
    admin: {
      layout: 'vertical',
      description:
        'Programs distribute nothing without an entitlement. People need one only for posts that are marked as licensed.',
    },
  },
  {
    name: 'key',
    label: 'API key',
    type: 'relationship',
    relationTo: settings.slugs['api-keys'],
    filterOptions: ofTenant,
    admin: {
      condition: isFor('key'),
      components: { Field: 'postyard/client#KeyField' },
    },
  },
  {
    name: 'user',
    type: 'relationship',
    relationTo: settings.usersSlug,
    filterOptions: peopleOfTenant,
    admin: { condition: isFor('user'), allowCreate: false, allowEdit: false },
  },
]

const what = (settings: Settings): Field[] => [
  {
    name: 'subject',
    label: 'What they may distribute',
    type: 'radio',
    required: true,
    defaultValue: 'everything',
    options: [
      { value: 'everything', label: 'All posts of this client' },
      { value: 'series', label: 'The posts of one series' },
      { value: 'post', label: 'One post' },
    ],
    admin: { layout: 'vertical' },
  },
  {
    name: 'series',
    type: 'text',
    maxLength: 120,
    admin: {
      condition: isAbout('series'),
      description: 'Its name, exactly as it stands in the field “Series” of the posts.',
    },
  },
  {
    name: 'post',
    type: 'relationship',
    relationTo: settings.slugs.posts,
    filterOptions: ofTenant,
    admin: { condition: isAbout('post'), allowCreate: false, allowEdit: false },
  },
]

const where = (settings: Settings): Field[] => [
  {
    name: 'channelScope',
    label: 'Where',
    type: 'radio',
    required: true,
    defaultValue: 'listed',
    options: [
      { value: 'listed', label: 'On these channels only' },
      { value: 'all', label: 'On all channels of this client, also those that come later' },
    ],
    admin: { layout: 'vertical' },
  },
  {
    name: 'allowedChannels',
    label: 'Channels',
    type: 'relationship',
    relationTo: settings.slugs.channels,
    hasMany: true,
    filterOptions: ofTenant,
    admin: {
      condition: (data) => data?.channelScope === 'listed',
      allowCreate: false,
      allowEdit: false,
    },
  },
  {
    name: 'allowRedistribution',
    label: 'The same post may go to the same channel again',
    type: 'checkbox',
    defaultValue: false,
    admin: {
      description:
        'Otherwise each post goes to each channel once, whoever sends it. A delivery that failed, expired or was cancelled does not count.',
    },
  },
]

const howMuch: Field[] = [
  {
    name: 'form',
    label: 'How much of a post',
    type: 'radio',
    required: true,
    defaultValue: 'full',
    options: [
      { value: 'full', label: 'The whole post' },
      { value: 'excerpt', label: 'An excerpt: the beginning of its text' },
    ],
    admin: { layout: 'vertical' },
  },
  {
    name: 'excerptGraphemes',
    label: 'Characters at most',
    type: 'number',
    min: 10,
    max: 100_000,
    admin: {
      condition: isExcerpt,
      description:
        'An excerpt ends with a sentence or a word. Title and link go with it; comments and threads do not.',
    },
  },
  {
    name: 'includesMedia',
    label: 'With its pictures and videos',
    type: 'checkbox',
    defaultValue: false,
    admin: {
      condition: isExcerpt,
      description: 'They go as they are, with whatever is written in them.',
    },
  },
]

/** Who may distribute what, where, how much of it, and until when. */
export const entitlements = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.entitlements,
  dbName: 'postyard_entitlements',
  labels: { singular: 'Entitlement', plural: 'Entitlements' },
  admin: {
    group: 'Publishing',
    useAsTitle: 'title',
    defaultColumns: ['title', 'holder', 'subject', 'form', 'validUntil', 'isRevoked'],
    description:
      'Who may distribute what. Programs need one for everything, people for posts that are licensed from somebody else.',
  },
  defaultSort: '-createdAt',
  access: {
    read: entitlementsOf(settings),
    create: createWithinTenants(settings.standingOf, 'entitlements.manage'),
    update: withinTenants(settings.standingOf, 'entitlements.manage'),
    delete: closed,
  },
  hooks: {
    beforeValidate: [refuseBrokenText],
    beforeChange: [
      keepTenant({ standingOf: settings.standingOf, permission: 'entitlements.manage' }),
      guardEntitlement(settings),
    ],
  },
  fields: [
    {
      name: 'title',
      label: 'Name',
      type: 'text',
      required: true,
      maxLength: 120,
      admin: { description: 'How you call it, such as “Newsletter program, sharks”.' },
    },
    ...whom(settings),
    ...what(settings),
    ...where(settings),
    ...howMuch,
    {
      type: 'row',
      fields: [
        moment('validFrom', 'From', 'Empty: at once.'),
        moment('validUntil', 'Until', 'Nothing goes out from then on. Empty: until it is revoked.'),
      ],
    },
    {
      name: 'note',
      label: 'Licence',
      type: 'textarea',
      maxLength: 10_000,
      admin: { description: 'What it rests on: the contract, its number, who agreed to it.' },
    },
    {
      name: 'isRevoked',
      label: 'Revoked',
      type: 'checkbox',
      defaultValue: false,
      admin: {
        position: 'sidebar',
        description:
          'Stops at once all that has not been sent under it. It cannot be taken back: make another one.',
      },
    },
    {
      name: 'revokedAt',
      type: 'date',
      admin: {
        position: 'sidebar',
        readOnly: true,
        condition: (data) => Boolean(data?.revokedAt),
        date: { pickerAppearance: 'dayAndTime', displayFormat: 'd MMM yyyy HH:mm' },
      },
    },
    {
      name: 'revokedByName',
      label: 'Revoked by',
      type: 'text',
      admin: {
        position: 'sidebar',
        readOnly: true,
        condition: (data) => Boolean(data?.revokedAt),
      },
    },
  ],
})
