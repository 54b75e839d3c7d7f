import type { Field } from 'payload'
import { closedField } from '../security/collectionAccess.ts'

const closedForEditing = { create: closedField, update: closedField }

/** Who writes, to whom, and how fast. How the client's own mail server is reached is set by an operation, and sealed. */
export const emailFields: Field[] = [
  {
    name: 'email',
    type: 'group',
    label: 'Mail',
    admin: { condition: (data) => data?.kind === 'email' },
    fields: [
      { name: 'fromName', label: 'Name of the sender', type: 'text', maxLength: 120 },
      {
        name: 'fromAddress',
        label: 'Address of the sender',
        type: 'email',
        admin: {
          description:
            'Its domain has to let the mail server send for it (SPF, DKIM). By the server of this installation mails come from that, and answers go here.',
        },
      },
      { name: 'replyTo', label: 'Answers go to', type: 'email' },
      {
        name: 'bouncesTo',
        label: 'Bounces go to',
        type: 'email',
        admin: {
          description:
            "What comes back after the mail server has taken a mail; Postyard does not read it. With the client's own mail server only; empty: the address of the sender.",
        },
      },
      {
        name: 'footer',
        type: 'textarea',
        maxLength: 1_000,
        admin: { description: 'Below each mail: who sends it, as many laws want it said.' },
      },
      {
        name: 'perMinute',
        label: 'Mails a minute',
        type: 'number',
        min: 1,
        max: 1_000,
        defaultValue: 60,
        admin: { step: 1, description: 'What the mail server takes from this sender.' },
      },
      {
        name: 'recipients',
        type: 'array',
        maxRows: 2_000,
        labels: { singular: 'Recipient', plural: 'Recipients' },
        admin: {
          description:
            'Each gets a mail of their own. Who unsubscribes, or whose address does not exist, is written to no more, though they stand here.',
        },
        fields: [
          { name: 'address', type: 'email', required: true },
          { name: 'name', type: 'text', maxLength: 120 },
        ],
      },
      {
        name: 'connect',
        type: 'ui',
        admin: { components: { Field: 'postyard/client#ConnectMail' } },
      },
      { name: 'server', type: 'text', access: closedForEditing, admin: { hidden: true } },
      {
        name: 'sealed',
        type: 'text',
        access: { read: closedField, ...closedForEditing },
        admin: { hidden: true },
      },
    ],
  },
]
