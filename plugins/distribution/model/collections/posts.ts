import type { CollectionConfig } from 'payload'
import { instantInput } from '../../operation.ts'
import type { Settings } from '../../options.ts'
import { closedField, createWithinTenants, withinTenants } from '../../security/collectionAccess.ts'
import { addPostState } from '../addPostState.ts'
import { keepHistory } from '../keepHistory.ts'
import { keepTenant } from '../keepTenant.ts'
import { refuseBrokenText } from '../refuseBrokenText.ts'
import { tenantOf } from '../tenantOf.ts'

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
    beforeChange: [keepTenant({ standingOf: settings.standingOf, permission: 'posts.write' })],
    afterRead: [addPostState(settings)],
    beforeDelete: [keepHistory(settings)],
  },
  trash: true,
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    {
      name: 'text',
      type: 'textarea',
      maxLength: 100_000,
      admin: { rows: 8, description: 'The words of the post. Line breaks stay as they are.' },
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
      filterOptions: ({ data }) => {
        const tenant = tenantOf(data)
        return tenant === undefined ? true : { tenant: { equals: tenant } }
      },
      admin: { description: 'Pictures or one video, in the order in which they are shown.' },
    },
    {
      name: 'deliveriesOfPost',
      type: 'ui',
      admin: {
        components: { Field: 'postyard/client#PostDeliveries' },
      },
    },
    {
      name: 'render',
      label: 'Card or video',
      type: 'json',
      admin: {
        description:
          'A card or a video that Postyard makes for this post, shown before its other media.',
        components: { Field: 'postyard/client#JsonField' },
      },
    },
    {
      name: 'channels',
      type: 'relationship',
      relationTo: settings.slugs.channels,
      hasMany: true,
      admin: { position: 'sidebar', description: 'Where it goes.' },
    },
    {
      name: 'publishAt',
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
        description: 'When it goes out. Left empty, it goes out as soon as you distribute it.',
        components: { Cell: 'postyard/client#TimeCell' },
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
