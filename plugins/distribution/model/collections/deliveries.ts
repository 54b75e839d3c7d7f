import type { CollectionConfig, Field } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'
import { channelKinds } from '../channel.ts'
import { deliveryStates } from '../states.ts'

const instant = (name: string, description: string): Field => ({
  name,
  type: 'date',
  admin: {
    description,
    date: { pickerAppearance: 'dayAndTime', displayFormat: 'd MMM yyyy HH:mm:ss' },
  },
})

/** One plan × one channel: the unit that is scheduled, fired, retried and counted. */
export const deliveries = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.deliveries,
  dbName: 'postyard_deliveries',
  labels: { singular: 'Delivery', plural: 'Deliveries' },
  admin: {
    group: 'Publishing',
    useAsTitle: 'id',
    defaultColumns: ['post', 'channel', 'state', 'scheduledAt', 'reason', 'externalUrl', 'actions'],
    description: 'A post on its way to one channel, with its state and the reason for it.',
    components: { beforeListTable: ['postyard/client#LiveList'] },
  },
  defaultSort: '-scheduledAt',
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
          Field: 'postyard/client#DeliveryActions',
          Cell: 'postyard/client#DeliveryActionsCell',
        },
      },
    },
    {
      type: 'collapsible',
      label: 'Its record, field by field',
      admin: { initCollapsed: true },
      fields: [
        {
          name: 'state',
          type: 'select',
          required: true,
          options: deliveryStates.map((value) => ({ value, label: value.replaceAll('_', ' ') })),
          admin: {
            components: { Cell: 'postyard/client#StateCell', Field: 'postyard/client#StateField' },
          },
        },
        {
          name: 'reason',
          type: 'text',
          admin: { components: { Cell: 'postyard/client#ReasonCell' } },
        },
        { name: 'reasonCode', type: 'text' },
        { name: 'plan', type: 'relationship', relationTo: settings.slugs.plans, required: true },
        { name: 'post', type: 'relationship', relationTo: settings.slugs.posts, required: true },
        {
          name: 'channel',
          type: 'relationship',
          relationTo: settings.slugs.channels,
          required: true,
          admin: { components: { Cell: 'postyard/client#ChannelCell' } },
        },
        { name: 'kind', type: 'select', required: true, options: [...channelKinds] },
        { name: 'rendition', type: 'relationship', relationTo: settings.slugs.renditions },
        {
          name: 'scheduledAt',
          label: 'Due',
          type: 'date',
          required: true,
          admin: {
            date: { pickerAppearance: 'dayAndTime', displayFormat: 'd MMM yyyy HH:mm:ss' },
            components: { Cell: 'postyard/client#TimeCell' },
          },
        },
        instant('plannedAt', 'When it was to go out as it was first planned.'),
        instant('nextAttemptAt', 'When the next attempt may go out.'),
        instant('executedAt', 'When it went out.'),
        instant('wakeAt', 'When it is looked at again.'),
        instant('deadlineAt', 'When its present state ends for being too long in it.'),
        { name: 'attempt', type: 'number', required: true, defaultValue: 0 },
        {
          name: 'checks',
          type: 'number',
          required: true,
          defaultValue: 0,
          admin: { hidden: true },
        },
        { name: 'fence', type: 'number', required: true, defaultValue: 0, admin: { hidden: true } },
        { name: 'leaseUntil', type: 'date', admin: { hidden: true } },
        {
          name: 'draftState',
          type: 'select',
          required: true,
          defaultValue: 'none',
          options: ['none', 'staging', 'staged', 'dirty'],
          admin: { hidden: true },
        },
        { name: 'draftAt', type: 'date', admin: { hidden: true } },
        { name: 'draftId', type: 'text', admin: { hidden: true } },
        { name: 'externalId', type: 'text' },
        {
          name: 'externalUrl',
          label: 'Link',
          type: 'text',
          admin: { components: { Cell: 'postyard/client#LinkCell' } },
        },
        {
          name: 'contentVersion',
          type: 'number',
          required: true,
          defaultValue: 1,
          admin: { description: "Which version of its plan's content it says." },
        },
        { name: 'draftVersion', type: 'number', admin: { hidden: true } },
        { name: 'mediaLateAt', type: 'date', admin: { hidden: true } },
        {
          name: 'leftOut',
          type: 'json',
          admin: {
            condition: (data) => Array.isArray(data?.leftOut),
            description: 'What was not made in time, and without which it went out.',
            components: { Field: 'postyard/client#JsonField' },
          },
        },
        {
          name: 'variation',
          type: 'json',
          admin: {
            condition: (data) => Boolean(data?.variation),
            description: 'What it says otherwise than its plan, and which alternatives were taken.',
            components: { Field: 'postyard/client#JsonField' },
          },
        },
        { name: 'partsMinutes', type: 'number', admin: { hidden: true } },
        {
          name: 'entitlement',
          type: 'relationship',
          relationTo: settings.slugs.entitlements,
          admin: { description: 'Under which it goes out, where it needs one.' },
        },
        { name: 'cancelRequestedAt', type: 'date', admin: { hidden: true } },
        { name: 'doubtfulSince', type: 'date', admin: { hidden: true } },
        { name: 'doubtfulUntil', type: 'date', admin: { hidden: true } },
        {
          name: 'receipts',
          type: 'join',
          collection: settings.slugs.receipts,
          on: 'delivery',
          defaultSort: 'openedAt',
          admin: {
            allowCreate: false,
            defaultColumns: [
              'action',
              'attempt',
              'outcome',
              'statusCode',
              'errorMessage',
              'openedAt',
            ],
          },
        },
      ],
    },
  ],
})
