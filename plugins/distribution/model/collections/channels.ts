import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import {
  closed,
  closedField,
  createWithinTenants,
  withinTenants,
} from '../../security/collectionAccess.ts'
import { channelKinds, channelStates } from '../channel.ts'
import { guardChannel } from '../guardChannel.ts'
import { keepAgents } from '../keepAgents.ts'
import { keepTenant } from '../keepTenant.ts'
import { refuseBrokenText } from '../refuseBrokenText.ts'
import { wakeHeld } from '../wakeHeld.ts'

/** One account on one platform, and how it is reached. */
export const channels = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.channels,
  dbName: 'postyard_channels',
  labels: { singular: 'Channel', plural: 'Channels' },
  admin: {
    group: 'Publishing',
    useAsTitle: 'name',
    defaultColumns: ['name', 'platform', 'kind', 'state', 'stateReason'],
    description:
      'One account on one platform. Channels of Postiz are imported; channels that a person serves are made here.',
  },
  access: {
    read: withinTenants(settings.standingOf, 'channels.read'),
    create: createWithinTenants(settings.standingOf, 'channels.write'),
    update: withinTenants(settings.standingOf, 'channels.write'),
    delete: closed,
  },
  hooks: {
    beforeValidate: [refuseBrokenText],
    beforeChange: [
      keepTenant({ standingOf: settings.standingOf, permission: 'channels.write' }),
      keepAgents(settings),
      guardChannel,
    ],
    afterChange: [wakeHeld],
  },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    {
      name: 'platform',
      type: 'text',
      required: true,
      maxLength: 60,
      admin: { description: 'The network, by the name of its provider: instagram, whatsapp, …' },
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      defaultValue: 'manual',
      options: [...channelKinds],
      admin: { description: 'How it is reached: through Postiz, or by a person with a phone.' },
    },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'active',
      options: [...channelStates],
      admin: {
        position: 'sidebar',
        components: { Cell: 'postyard/client#StateCell' },
      },
    },
    {
      name: 'stateReason',
      type: 'text',
      admin: {
        position: 'sidebar',
        readOnly: true,
        components: { Cell: 'postyard/client#ReasonCell' },
      },
    },
    {
      name: 'integrationId',
      label: 'Integration of Postiz',
      type: 'text',
      access: { create: closedField, update: closedField },
      admin: { position: 'sidebar', readOnly: true, condition: (data) => data?.kind === 'postiz' },
    },
    {
      name: 'picture',
      type: 'text',
      access: { create: closedField, update: closedField },
      admin: { hidden: true },
    },
    {
      name: 'profile',
      type: 'text',
      access: { create: closedField, update: closedField },
      admin: { position: 'sidebar', readOnly: true },
    },
    {
      name: 'settings',
      type: 'json',
      defaultValue: {},
      admin: {
        description: "The platform's own settings, such as a board or who may see the post.",
        components: { Field: 'postyard/client#JsonField' },
      },
    },
    {
      name: 'agents',
      label: 'Field agents',
      type: 'relationship',
      relationTo: settings.usersSlug,
      hasMany: true,
      admin: {
        condition: (data) => data?.kind === 'manual',
        description: 'Who is asked to post here, the first one first.',
      },
    },
    {
      name: 'targetApp',
      type: 'group',
      admin: { condition: (data) => data?.kind === 'manual' },
      fields: [
        {
          name: 'androidPackage',
          type: 'text',
          validate: (value: unknown) =>
            value === undefined ||
            value === null ||
            value === '' ||
            /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/i.test(String(value)) ||
            'Give a package name such as com.whatsapp.',
          admin: { description: 'The app that the phone opens: com.whatsapp' },
        },
        {
          name: 'hint',
          type: 'text',
          admin: { description: 'What to do there: "Status → camera → pick the picture".' },
        },
      ],
    },
  ],
})
