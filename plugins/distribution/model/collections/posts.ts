import type { CollectionConfig, FilterOptions } from 'payload'
import { instantInput } from '../../operation.ts'
import type { Settings } from '../../options.ts'
import { closedField, createWithinTenants, withinTenants } from '../../security/collectionAccess.ts'
import { addPostState } from '../hooks/addPostState.ts'
import { guardChannelSettings } from '../hooks/guardChannelSettings.ts'
import { guardLicence } from '../hooks/guardLicence.ts'
import { keepHistory } from '../hooks/keepHistory.ts'
import { keepTenant } from '../hooks/keepTenant.ts'
import { refuseBrokenText } from '../hooks/refuseBrokenText.ts'
import { tenantOf } from '../tenantOf.ts'
import { noProof } from '../withoutProofs.ts'

/** Only what belongs to the tenant of the document, and is there to be posted. */
const filesOfTenant: FilterOptions = ({ data }) => {
  const tenant = tenantOf(data)
  return tenant === undefined ? noProof : { and: [{ tenant: { equals: tenant } }, noProof] }
}

/** Content with intent: text, media, link, channels, time. */
export const posts = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.posts,
  dbName: 'postyard_posts',
  labels: { singular: 'Post', plural: 'Posts' },
  admin: {
    group: 'Publishing',
    useAsTitle: 'title',
    defaultColumns: ['title', 'state', 'publishAt', 'channels', 'updatedAt'],
    listSearchableFields: ['title', 'text'],
    description: 'What you want to say, where, and when.',
  },
  defaultSort: '-updatedAt',
  access: {
    read: withinTenants(settings.standingOf, 'posts.read'),
    create: createWithinTenants(settings.standingOf, 'posts.write'),
    update: withinTenants(settings.standingOf, 'posts.write'),
    delete: withinTenants(settings.standingOf, 'posts.delete'),
  },
  hooks: {
    beforeValidate: [refuseBrokenText],
    beforeChange: [
      keepTenant({ standingOf: settings.standingOf, permission: 'posts.write' }),
      guardChannelSettings,
      guardLicence(settings),
    ],
    afterRead: [addPostState(settings)],
    beforeDelete: [keepHistory(settings)],
  },
  trash: true,
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    {
      type: 'row',
      admin: { className: 'postyard-writing' },
      fields: [
        {
          name: 'text',
          type: 'textarea',
          maxLength: 100_000,
          admin: {
            rows: 12,
            width: '45%',
            description:
              'The words of the post. Line breaks stay as they are. An edit reaches all that has not been sent.',
          },
        },
        {
          name: 'channelSettings',
          label: 'On its channels',
          type: 'json',
          admin: {
            description:
              "By the id of a channel: settings of its platform that differ from the channel's own.",
            components: { Field: 'postyard/client#PostChannels' },
          },
        },
      ],
    },
    {
      name: 'link',
      type: 'text',
      validate: (value: unknown) => {
        if (value === undefined || value === null || value === '') return true
        const url = typeof value === 'string' ? URL.parse(value) : null
        return url && ['http:', 'https:'].includes(url.protocol)
          ? true
          : 'Give a whole address that begins with https:// or http://.'
      },
      admin: { description: 'Stands below the text.' },
    },
    {
      name: 'media',
      type: 'upload',
      relationTo: settings.mediaSlug,
      hasMany: true,
      filterOptions: filesOfTenant,
      admin: { description: 'Pictures or one video, in the order in which they are shown.' },
    },
    {
      name: 'render',
      label: 'Card or video',
      type: 'json',
      admin: {
        description:
          'A card or a video that Postyard makes for this post, shown before its other media.',
        components: {
          Field: {
            path: 'postyard/client#CardField',
            clientProps: { mediaSlug: settings.mediaSlug },
          },
        },
      },
    },
    {
      name: 'parts',
      label: 'First comment and thread',
      type: 'array',
      dbName: 'postyard_posts_parts',
      maxRows: 25,
      labels: { singular: 'Part', plural: 'Parts' },
      admin: {
        initCollapsed: true,
        description:
          'What follows the post, in this order, where the platform has comments or threads. A channel that has none refuses the post.',
      },
      fields: [
        { name: 'text', type: 'textarea', maxLength: 100_000, admin: { rows: 3 } },
        {
          name: 'media',
          type: 'upload',
          relationTo: settings.mediaSlug,
          hasMany: true,
          filterOptions: filesOfTenant,
        },
        {
          name: 'delayMinutes',
          label: 'Minutes after what goes before it',
          type: 'number',
          min: 0,
          max: 1_440,
          defaultValue: 0,
        },
      ],
    },
    {
      name: 'deliveriesOfPost',
      type: 'ui',
      admin: {
        components: { Field: 'postyard/client#PostDeliveries' },
      },
    },
    {
      name: 'channels',
      type: 'relationship',
      relationTo: settings.slugs.channels,
      hasMany: true,
      admin: {
        position: 'sidebar',
        description:
          'Where it goes when it is distributed next. What is planned already stays planned.',
      },
    },
    {
      name: 'publishAt',
      label: 'Publish at',
      type: 'date',
      validate: (value: unknown) =>
        value === undefined ||
        value === null ||
        value instanceof Date ||
        instantInput.safeParse(value).success ||
        'Give a date with its offset, such as 2026-11-22T14:30:00+01:00.',
      admin: {
        position: 'sidebar',
        date: { pickerAppearance: 'dayAndTime', timeIntervals: 5 },
        description:
          'When it goes out. Left empty, it goes out as soon as you distribute it. What is planned already keeps its time: move each delivery.',
        components: { Cell: 'postyard/client#TimeCell' },
      },
    },
    {
      name: 'series',
      type: 'text',
      maxLength: 120,
      admin: {
        position: 'sidebar',
        description:
          'The series or collection that it belongs to, where it belongs to one. An entitlement may name it.',
      },
    },
    {
      name: 'isLicensed',
      label: 'Licensed',
      type: 'checkbox',
      defaultValue: false,
      admin: {
        position: 'sidebar',
        description:
          'It belongs to somebody else: people, too, distribute it only with an entitlement.',
      },
    },
    {
      name: 'replanned',
      type: 'json',
      virtual: true,
      access: { create: closedField, update: closedField },
      admin: {
        hidden: true,
        description:
          'In the answer to an edit: how many deliveries that have not been sent say the new words, and how many keep the old ones because they are live or being sent.',
      },
    },
    {
      name: 'state',
      type: 'text',
      virtual: true,
      access: { create: closedField, update: closedField },
      admin: {
        position: 'sidebar',
        readOnly: true,
        description: 'Follows from the deliveries of this post.',
        components: { Cell: 'postyard/client#StateCell', Field: 'postyard/client#StateField' },
      },
    },
  ],
})
