import type { CollectionConfig } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, withinTenants } from '../../security/collectionAccess.ts'

/** One act of distributing a post over channels. It freezes what the post said. */
export const plans = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.plans,
  dbName: 'postyard_plans',
  labels: { singular: 'Plan', plural: 'Plans' },
  admin: {
    group: 'Publishing',
    useAsTitle: 'title',
    defaultColumns: ['title', 'scheduledAt', 'startedByName', 'createdAt'],
    description: 'One act of distributing a post over channels.',
  },
  defaultSort: '-createdAt',
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
      admin: { components: { Field: 'postyard/client#PlanActions' } },
    },
    { name: 'title', type: 'text', required: true },
    { name: 'post', type: 'relationship', relationTo: settings.slugs.posts, required: true },
    {
      name: 'scheduledAt',
      label: 'Due',
      type: 'date',
      required: true,
      admin: { components: { Cell: 'postyard/client#TimeCell' } },
    },
    {
      name: 'content',
      type: 'json',
      required: true,
      admin: {
        description:
          'What goes out: what the post said when the plan was made, or was edited since.',
        components: { Field: 'postyard/client#JsonField' },
      },
    },
    {
      name: 'contentVersion',
      label: 'Version',
      type: 'number',
      required: true,
      defaultValue: 1,
      admin: { description: 'Grows when an edit of the post reaches what this plan has not sent.' },
    },
    {
      name: 'earlierContents',
      label: 'What it said before',
      type: 'json',
      admin: {
        description: 'By version: what deliveries of this plan said that went out before an edit.',
        components: { Field: 'postyard/client#JsonField' },
      },
    },
    {
      name: 'pausedAt',
      label: 'Paused since',
      type: 'date',
      admin: { components: { Cell: 'postyard/client#TimeCell' } },
    },
    { name: 'pausedByName', label: 'Paused by', type: 'text' },
    { name: 'pauseReason', label: 'Paused because', type: 'text' },
    {
      name: 'haltedAt',
      label: 'Halted since',
      type: 'date',
      admin: {
        description: 'A halted plan is paused too, and what was prepared for it is taken back.',
        components: { Cell: 'postyard/client#TimeCell' },
      },
    },
    { name: 'haltedByName', label: 'Halted by', type: 'text' },
    { name: 'haltReason', label: 'Halted because', type: 'text' },
    {
      name: 'network',
      label: 'How it was spread',
      type: 'json',
      admin: {
        condition: (data) => Boolean(data?.network),
        description: 'Of a plan over many accounts: what it was asked for, and how it came about.',
        components: { Field: 'postyard/client#JsonField' },
      },
    },
    { name: 'startedBy', type: 'relationship', relationTo: settings.usersSlug },
    { name: 'startedByName', label: 'Started by', type: 'text', required: true },
  ],
})
