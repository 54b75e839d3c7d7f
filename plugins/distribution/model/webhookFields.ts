import type { Field } from 'payload'
import { closedField } from '../security/collectionAccess.ts'
import { webhookForms } from './channel.ts'

const closedForEditing = { create: closedField, update: closedField }

const hidden = { access: closedForEditing, admin: { hidden: true } }

/** How the receiver of a webhook is reached: set by an operation, which seals all but what is shown. */
export const webhookFields: Field[] = [
  {
    name: 'webhook',
    type: 'group',
    label: 'Receiver',
    admin: { condition: (data) => data?.kind === 'webhook' },
    fields: [
      {
        name: 'connect',
        type: 'ui',
        admin: { components: { Field: 'postyard/client#ConnectWebhook' } },
      },
      { name: 'host', type: 'text', ...hidden },
      { name: 'headerNames', type: 'json', ...hidden },
      {
        name: 'body',
        type: 'select',
        options: [...webhookForms],
        defaultValue: 'signed',
        ...hidden,
      },
      { name: 'isOneWay', type: 'checkbox', defaultValue: false, ...hidden },
      { name: 'secretSince', type: 'date', ...hidden },
      { name: 'oldSecretUntil', type: 'date', ...hidden },
      {
        name: 'sealed',
        type: 'text',
        access: { read: closedField, ...closedForEditing },
        admin: { hidden: true },
      },
    ],
  },
]
