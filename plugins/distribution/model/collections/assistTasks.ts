import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'

/** A manual delivery as the field agent's phone sees it. */
export const assistTasks = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs['assist-tasks'],
  dbName: 'postyard_assist_tasks',
  labels: { singular: 'Assist task', plural: 'Assist tasks' },
  admin: {
    group: 'People',
    useAsTitle: 'title',
    defaultColumns: [
      'title',
      'channel',
      'assignee',
      'openedBy',
      'openedAt',
      'outcome',
      'deadlineAt',
      'answeredAt',
    ],
    description: 'What a person was asked to post, and what they answered.',
  },
  defaultSort: '-createdAt',
  access: {
    read: withinTenants(settings.standingOf, 'tasks.others'),
    create: closed,
    update: closed,
    delete: closed,
  },
  fields: [
    { name: 'title', type: 'text', required: true },
    {
      name: 'delivery',
      type: 'relationship',
      relationTo: settings.slugs.deliveries,
      required: true,
    },
    {
      name: 'channel',
      type: 'relationship',
      relationTo: settings.slugs.channels,
      required: true,
      admin: { components: { Cell: 'postyard/client#ChannelCell' } },
    },
    { name: 'assignee', type: 'relationship', relationTo: settings.usersSlug },
    { name: 'assigneeReason', label: 'Why they', type: 'text' },
    { name: 'assignedAt', type: 'date' },
    {
      name: 'openedBy',
      label: 'Open with',
      type: 'relationship',
      relationTo: settings.usersSlug,
    },
    {
      name: 'openedAt',
      type: 'date',
      admin: { components: { Cell: 'postyard/client#TimeCell' } },
    },
    { name: 'leaseUntil', label: 'Held until', type: 'date' },
    { name: 'dueAt', type: 'date', required: true },
    {
      name: 'deadlineAt',
      type: 'date',
      required: true,
      admin: { components: { Cell: 'postyard/client#TimeCell' } },
    },
    { name: 'remindedAt', type: 'date' },
    { name: 'reminders', type: 'number', required: true, defaultValue: 0 },
    {
      name: 'step',
      label: 'Step of escalation',
      type: 'number',
      required: true,
      defaultValue: 0,
      admin: {
        description: '0 asked, 1 reminded, 2 the next agent was asked, 3 a manager was told.',
      },
    },
    { name: 'steppedAt', type: 'date', admin: { hidden: true } },
    { name: 'ladderFrom', type: 'date', admin: { hidden: true } },
    { name: 'asked', type: 'json', admin: { hidden: true } },
    { name: 'push', type: 'json', admin: { hidden: true } },
    { name: 'pushHeldUntil', type: 'date', admin: { hidden: true } },
    // Who says that they posted it while somebody else had it; a manager decides.
    { name: 'claim', type: 'json', admin: { hidden: true } },
    {
      name: 'outcome',
      type: 'select',
      options: ['posted', 'skipped', 'failed', 'expired', 'cancelled'],
      admin: { components: { Cell: 'postyard/client#StateCell' } },
    },
    {
      name: 'proofUrl',
      type: 'text',
      admin: { components: { Cell: 'postyard/client#LinkCell' } },
    },
    {
      name: 'proof',
      label: 'Photo as proof',
      type: 'relationship',
      relationTo: settings.mediaSlug,
    },
    { name: 'note', type: 'text' },
    { name: 'snoozedUntil', type: 'date' },
    { name: 'answeredAt', type: 'date' },
    { name: 'answeredBy', type: 'relationship', relationTo: settings.usersSlug },
  ],
})
