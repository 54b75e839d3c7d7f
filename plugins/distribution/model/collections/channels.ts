import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import {
  closed,
  closedField,
  createWithinTenants,
  withinTenants,
} from '../../security/collectionAccess.ts'
import { type ChannelKind, channelKinds, channelStates, isDirect } from '../channel.ts'
import { emailFields } from '../emailFields.ts'
import { feedFields } from '../feedFields.ts'
import { guardChannel } from '../hooks/guardChannel.ts'
import { keepAgents } from '../hooks/keepAgents.ts'
import { keepTenant } from '../hooks/keepTenant.ts'
import { namePlatform } from '../hooks/namePlatform.ts'
import { ownPause } from '../hooks/ownPause.ts'
import { refuseBrokenText } from '../hooks/refuseBrokenText.ts'
import { wakeHeld } from '../hooks/wakeHeld.ts'
import { networkFields } from '../networkFields.ts'
import { policyFields } from '../policyFields.ts'
import { webhookFields } from '../webhookFields.ts'
import { wholeNumber } from '../wholeNumber.ts'

const kindLabels: Record<ChannelKind, string> = {
  postiz: 'Postiz',
  manual: 'By a person',
  webhook: 'Webhook',
  feed: 'Feed',
  email: 'Mail',
}

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
      'One account on one platform. Channels of Postiz are imported; all others are made here.',
  },
  access: {
    read: withinTenants(settings.standingOf, 'channels.read'),
    create: createWithinTenants(settings.standingOf, 'channels.write'),
    update: withinTenants(settings.standingOf, 'channels.write'),
    delete: closed,
  },
  hooks: {
    beforeValidate: [refuseBrokenText, namePlatform],
    beforeChange: [
      keepTenant({ standingOf: settings.standingOf, permission: 'channels.write' }),
      keepAgents(settings),
      guardChannel,
      ownPause,
    ],
    afterChange: [wakeHeld],
  },
  fields: [
    {
      name: 'reconnect',
      type: 'ui',
      admin: { components: { Field: 'postyard/client#ReconnectChannel' } },
    },
    {
      name: 'health',
      type: 'ui',
      admin: { components: { Field: 'postyard/client#ChannelHealth' } },
    },
    { name: 'name', type: 'text', required: true, maxLength: 120 },
    {
      name: 'platform',
      type: 'text',
      required: true,
      maxLength: 60,
      admin: {
        condition: (data) => !isDirect(String(data?.kind)),
        description: 'The network, by the name of its provider: instagram, whatsapp, …',
        components: {
          Cell: 'postyard/client#PlatformCell',
          Field: 'postyard/client#PlatformField',
        },
      },
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      defaultValue: 'manual',
      options: channelKinds.map((value) => ({ value, label: kindLabels[value] })),
      admin: {
        description:
          'How it is reached: through Postiz, by a person with a phone, by a request to a program, as a feed of Postyard, or by mail.',
        isClearable: false,
        components: { Field: 'postyard/client#KindField' },
      },
    },
    {
      name: 'state',
      type: 'select',
      required: true,
      defaultValue: 'active',
      options: channelStates.map((value) => ({
        value,
        label: value.charAt(0).toUpperCase() + value.slice(1),
      })),
      admin: {
        position: 'sidebar',
        isClearable: false,
        components: { Cell: 'postyard/client#StateCell' },
      },
    },
    {
      name: 'stateReason',
      label: 'Why',
      type: 'text',
      admin: {
        position: 'sidebar',
        readOnly: true,
        components: {
          Cell: 'postyard/client#ReasonCell',
          Field: 'postyard/client#ReasonField',
        },
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
      name: 'accountName',
      type: 'text',
      access: { create: closedField, update: closedField },
      admin: { hidden: true },
    },
    {
      name: 'picture',
      type: 'text',
      access: { create: closedField, update: closedField },
      admin: { hidden: true },
    },
    {
      name: 'profile',
      label: 'Name on the platform',
      type: 'text',
      access: { create: closedField, update: closedField },
      admin: { position: 'sidebar', readOnly: true, condition: (data) => data?.kind === 'postiz' },
    },
    {
      name: 'settings',
      label: 'Settings of the platform',
      type: 'json',
      defaultValue: {},
      admin: {
        condition: (data) => !isDirect(String(data?.kind)),
        description: 'They hold for every post on this channel; a post may have others of its own.',
        components: { Field: 'postyard/client#ChannelSettings' },
      },
    },
    {
      name: 'dailyCap',
      label: 'Most posts in 24 hours',
      type: 'number',
      min: 1,
      max: 10_000,
      validate: wholeNumber,
      admin: {
        position: 'sidebar',
        step: 1,
        description: "Left empty, the platform's own limit holds, as far as it is known.",
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
        description:
          'Who is asked to post here: whoever is at work and has the fewest tasks, else the first one. Left empty, any field agent of the client.',
      },
    },
    {
      name: 'targetApp',
      label: 'The app on the phone',
      type: 'group',
      admin: { condition: (data) => data?.kind === 'manual' },
      fields: [
        {
          name: 'androidPackage',
          label: 'Android package',
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
    ...webhookFields,
    ...feedFields,
    ...emailFields,
    ...policyFields,
    ...networkFields,
    {
      name: 'counted',
      type: 'ui',
      admin: { components: { Field: 'postyard/client#ChannelFigures' } },
    },
  ],
})
