import type { Field } from 'payload'
import type { Settings } from '../options.ts'
import { closedField } from '../security/collectionAccess.ts'
import { assistFields } from './assistFields.ts'
import { seriesFields } from './seriesFields.ts'
import { isZone } from './wallTime.ts'

const closedForEditing = { create: closedField, update: closedField }

/** What a tenant holds for distributing: its zone, its patience, and its connection to Postiz. */
export const tenantFields = (settings: Settings): Field[] => [
  {
    name: 'timezone',
    label: 'Time zone',
    type: 'text',
    required: true,
    defaultValue: 'UTC',
    validate: (value: unknown) =>
      isZone(value) || 'Give a time zone by its name, such as Europe/Lisbon.',
    admin: { description: 'By its name: Europe/Lisbon. Its times are shown in it.' },
  },
  {
    name: 'graceMinutes',
    label: 'Grace in minutes',
    type: 'number',
    required: true,
    defaultValue: 60,
    min: 1,
    max: 1440,
    admin: {
      description: 'Later than this after its time, a post is held and a person is asked.',
    },
  },
  {
    name: 'whenMediaIsLate',
    label: 'When a picture or video is not made in time',
    type: 'select',
    required: true,
    defaultValue: 'hold',
    options: [
      { value: 'hold', label: 'The post waits for it' },
      { value: 'go_without', label: 'The post goes out without it' },
    ],
    admin: {
      description: 'Where a platform takes no post without it, the post waits in either case.',
    },
  },
  {
    name: 'manual',
    label: 'Posting by people',
    type: 'group',
    admin: {
      description:
        'For channels that no program may post to: who is asked stands on the channel, when they can be asked in their own record.',
    },
    fields: assistFields,
  },
  seriesFields(settings),
  {
    name: 'push',
    label: 'Push to phones',
    type: 'group',
    fields: [
      {
        name: 'connect',
        type: 'ui',
        admin: { components: { Field: 'postyard/client#ConnectPush' } },
      },
      { name: 'projectId', type: 'text', access: closedForEditing, admin: { hidden: true } },
      {
        name: 'serviceAccount',
        type: 'text',
        access: { read: closedField, ...closedForEditing },
        admin: { hidden: true },
      },
    ],
  },
  {
    name: 'postiz',
    type: 'group',
    admin: { description: 'Connected and changed by the button; the key is never shown again.' },
    fields: [
      {
        name: 'connect',
        type: 'ui',
        admin: { components: { Field: 'postyard/client#ConnectPostiz' } },
      },
      { name: 'baseUrl', type: 'text', access: closedForEditing, admin: { hidden: true } },
      { name: 'groupId', type: 'text', access: closedForEditing, admin: { hidden: true } },
      { name: 'groupName', type: 'text', access: closedForEditing, admin: { hidden: true } },
      { name: 'connectedAt', type: 'date', access: closedForEditing, admin: { hidden: true } },
      {
        name: 'apiKey',
        type: 'text',
        access: { read: closedField, ...closedForEditing },
        admin: { hidden: true },
      },
      {
        name: 'keyFingerprint',
        type: 'text',
        index: true,
        access: { read: closedField, ...closedForEditing },
        admin: { hidden: true },
      },
    ],
  },
]
