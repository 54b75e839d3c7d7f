import type { Field } from 'payload'
import type { Settings } from '../options.ts'
import { closedField } from '../security/collectionAccess.ts'

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const closedForEditing = { create: closedField, update: closedField }

/** What a tenant holds for distributing: its zone, its patience, and its connection to Postiz. */
export const tenantFields = (_settings: Settings): Field[] => [
  {
    name: 'timezone',
    type: 'text',
    required: true,
    defaultValue: 'UTC',
    validate: (value: unknown) =>
      (typeof value === 'string' && isZone(value)) ||
      'Give a time zone by its name, such as Europe/Lisbon.',
  },
  {
    name: 'graceMinutes',
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
    name: 'manual',
    label: 'Posting by people',
    type: 'group',
    fields: [
      {
        name: 'answerMinutes',
        type: 'number',
        required: true,
        defaultValue: 240,
        min: 5,
        max: 10_080,
        admin: { description: 'How long a field agent has to post and answer.' },
      },
      {
        name: 'hideTitle',
        type: 'checkbox',
        defaultValue: false,
        admin: { description: 'Leave the title of the post out of the notification.' },
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
