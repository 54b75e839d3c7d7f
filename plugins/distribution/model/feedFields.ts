import type { Field } from 'payload'
import { closedField } from '../security/collectionAccess.ts'

const address = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  /^https?:$/.test(URL.parse(String(value))?.protocol ?? '') ||
  'Give an address that begins with https://, or leave it empty.'

/** What a feed says of itself, and how much stands in it. */
export const feedFields: Field[] = [
  {
    name: 'feed',
    type: 'group',
    label: 'Feed',
    admin: { condition: (data) => data?.kind === 'feed' },
    fields: [
      {
        name: 'addresses',
        type: 'ui',
        admin: { components: { Field: 'postyard/client#FeedAddresses' } },
      },
      {
        name: 'title',
        type: 'text',
        maxLength: 200,
        admin: { description: 'What readers call it. Left empty, the name of the channel.' },
      },
      { name: 'description', type: 'textarea', maxLength: 1_000 },
      {
        name: 'link',
        label: 'Website',
        type: 'text',
        maxLength: 2_000,
        validate: address,
        admin: {
          description: 'The page it belongs to, also of posts without a link of their own.',
        },
      },
      {
        name: 'language',
        type: 'text',
        maxLength: 20,
        admin: { description: 'By its code: en, pt-PT.' },
      },
      {
        name: 'limit',
        label: 'Most items',
        type: 'number',
        min: 1,
        max: 200,
        defaultValue: 50,
        admin: { step: 1, description: 'Older ones leave the feed.' },
      },
      {
        name: 'hub',
        label: 'WebSub hub',
        type: 'text',
        maxLength: 2_000,
        validate: address,
        admin: {
          description:
            'Told of each new post, and named in the feed, so that its readers get them at once. It learns the addresses of the feed.',
        },
      },
      {
        name: 'renewals',
        type: 'number',
        defaultValue: 0,
        access: { create: closedField, update: closedField },
        admin: { hidden: true },
      },
    ],
  },
]
