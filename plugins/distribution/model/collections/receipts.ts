import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'

const actions = {
  stage: 'Staged',
  fire: 'Fired',
  look: 'Looked',
  withdraw: 'Withdrawn',
  push: 'Pushed',
  answer: 'Answered',
  resolve: 'Decided',
}

/** The record of one attempt: opened before the remote call, closed after it, never changed again. */
export const receipts = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.receipts,
  dbName: 'postyard_receipts',
  labels: { singular: 'Receipt', plural: 'Receipts' },
  admin: {
    group: 'Records',
    useAsTitle: 'action',
    defaultColumns: ['action', 'channel', 'outcome', 'statusCode', 'errorMessage', 'openedAt'],
    description: 'What was attempted, and what came back.',
  },
  defaultSort: '-openedAt',
  access: {
    read: withinTenants(settings.standingOf, 'plans.read'),
    create: closed,
    update: closed,
    delete: closed,
  },
  fields: [
    {
      name: 'delivery',
      type: 'relationship',
      relationTo: settings.slugs.deliveries,
      required: true,
    },
    { name: 'plan', type: 'relationship', relationTo: settings.slugs.plans, required: true },
    {
      name: 'channel',
      type: 'relationship',
      relationTo: settings.slugs.channels,
      required: true,
      admin: { components: { Cell: 'postyard/client#ChannelCell' } },
    },
    {
      name: 'entitlement',
      type: 'relationship',
      relationTo: settings.slugs.entitlements,
      admin: { description: 'Under which it went out, where it needed one.' },
    },
    { name: 'attempt', type: 'number', required: true },
    { name: 'fence', type: 'number', required: true, admin: { hidden: true } },
    {
      name: 'action',
      type: 'select',
      required: true,
      options: Object.entries(actions).map(([value, label]) => ({ value, label })),
    },
    { name: 'by', type: 'text', required: true },
    {
      name: 'openedAt',
      label: 'When',
      type: 'date',
      required: true,
      admin: { components: { Cell: 'postyard/client#TimeCell' } },
    },
    { name: 'closedAt', type: 'date' },
    {
      name: 'outcome',
      type: 'select',
      options: ['ok', 'refused', 'unknown', 'retry'],
      admin: { components: { Cell: 'postyard/client#StateCell' } },
    },
    { name: 'statusCode', label: 'HTTP', type: 'number' },
    { name: 'errorCode', type: 'text' },
    {
      name: 'errorMessage',
      label: 'What it said',
      type: 'text',
      admin: { components: { Cell: 'postyard/client#ReasonCell' } },
    },
    { name: 'erasedAt', label: 'Personal data erased', type: 'date' },
    { name: 'externalId', type: 'text' },
    { name: 'externalUrl', type: 'text' },
    {
      name: 'rawMeta',
      type: 'json',
      admin: { components: { Field: 'postyard/client#JsonField' } },
    },
  ],
})
