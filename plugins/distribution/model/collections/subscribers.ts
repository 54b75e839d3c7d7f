import type { CollectionConfig, Field } from 'payload'
import type { Settings } from '../../options.ts'
import { closed, closedField, withinTenants } from '../../security/collectionAccess.ts'

export const subscriberStates = ['active', 'paused', 'disabled'] as const

export type SubscriberState = (typeof subscriberStates)[number]

const hidden = { admin: { hidden: true } } as const

const hiddenDates = (names: string[]): Field[] =>
  names.map((name) => ({ name, type: 'date', ...hidden }))

/** Programs that are sent events by webhook. Only operations change them; how one is reached is sealed. */
export const subscribers = (settings: Settings): CollectionConfig => ({
  slug: settings.slugs.subscribers,
  dbName: 'postyard_subscribers',
  labels: { singular: 'Subscriber', plural: 'Subscribers' },
  admin: {
    group: 'Records',
    useAsTitle: 'name',
    defaultColumns: ['name', 'host', 'state', 'lastDeliveredAt'],
    description: 'Programs that are told what happens, by signed webhooks.',
  },
  access: {
    read: withinTenants(settings.standingOf, 'events.manage'),
    create: closed,
    update: closed,
    delete: closed,
  },
  fields: [
    { name: 'name', type: 'text', required: true },
    { name: 'host', type: 'text', required: true },
    { name: 'state', type: 'select', options: [...subscriberStates], required: true },
    { name: 'stateReason', label: 'Reason', type: 'text' },
    { name: 'types', label: 'Events', type: 'json', required: true },
    { name: 'channels', type: 'json', ...hidden },
    { name: 'headerNames', type: 'json', ...hidden },
    // The last event that was looked at for it; what is to be sent of those before stands in the log.
    { name: 'position', type: 'number', required: true, ...hidden },
    // How often in a row it failed, and how often in a row it was left alone since then.
    { name: 'failures', type: 'number', required: true, ...hidden },
    { name: 'pauses', type: 'number', required: true, ...hidden },
    { name: 'lastDeliveredAt', label: 'Last taken', type: 'date' },
    ...hiddenDates(['failingSince', 'leftAloneUntil', 'secretSince', 'oldSecretUntil']),
    { name: 'sealed', type: 'text', access: { read: closedField }, ...hidden },
  ],
})
