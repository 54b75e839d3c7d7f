import type { Field } from 'payload'
import type { Settings } from '../options.ts'
import { closedField } from '../security/collectionAccess.ts'
import { isWallTime, isZone } from './wallTime.ts'

const wallTime = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  isWallTime(value) ||
  'Give a time of the day such as 22:00, or leave it empty.'

const minutesField = (
  name: string,
  label: string,
  defaultValue: number,
  description: string,
): Field => ({
  name,
  label,
  type: 'number',
  required: true,
  defaultValue,
  min: 1,
  max: 10_080,
  admin: { description },
})

/** What happens while nobody answers, and when phones stay silent. */
const assistFields: Field[] = [
  minutesField('remindMinutes', 'Remind after, in minutes', 10, 'The person who was asked.'),
  minutesField(
    'nextMinutes',
    'Ask the next field agent after, in minutes',
    20,
    'While nobody has opened the task.',
  ),
  minutesField(
    'managerMinutes',
    'Tell a manager after, in minutes',
    40,
    'By push, or else by mail.',
  ),
  minutesField(
    'leaseMinutes',
    'An opened task is held for, in minutes',
    10,
    'From the last sign of the phone. Until then nobody else is given it.',
  ),
  {
    name: 'quietFrom',
    label: 'Quiet from',
    type: 'text',
    validate: wallTime,
    admin: { description: 'No phone is pushed in the quiet hours, and they do not count.' },
  },
  { name: 'quietUntil', label: 'Quiet until', type: 'text', validate: wallTime },
]

const closedForEditing = { create: closedField, update: closedField }

/** What a tenant holds for distributing: its zone, its patience, and its connection to Postiz. */
export const tenantFields = (_settings: Settings): Field[] => [
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
    fields: [
      {
        name: 'answerMinutes',
        label: 'Minutes to answer',
        type: 'number',
        required: true,
        defaultValue: 240,
        min: 5,
        max: 10_080,
        admin: { description: 'How long a field agent has to post and answer.' },
      },
      {
        name: 'hideTitle',
        label: 'Hide the title',
        type: 'checkbox',
        defaultValue: false,
        admin: { description: 'Leave the title of the post out of the notification.' },
      },
      ...assistFields,
    ],
  },
  {
    name: 'push',
    type: 'group',
    admin: { hidden: true },
    fields: [
      { name: 'projectId', type: 'text', access: closedForEditing },
      {
        name: 'serviceAccount',
        type: 'text',
        access: { read: closedField, ...closedForEditing },
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
