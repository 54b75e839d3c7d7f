import type { Field } from 'payload'
import { closedField } from '../../security/collectionAccess.ts'

const own = { create: closedField, update: closedField }

/** What a look into a file adds to its record; only that look writes it. */
export const mediaFields: Field[] = [
  {
    name: 'seconds',
    label: 'Length in seconds',
    type: 'number',
    access: own,
    admin: {
      readOnly: true,
      condition: (data) => typeof data?.seconds === 'number',
    },
  },
  { name: 'facts', type: 'json', access: own, admin: { hidden: true } },
  // Of a file that was made here: by it such files are told from those that people brought, which are never removed.
  { name: 'rendition', type: 'text', access: own, admin: { hidden: true } },
  // Of a photo that proves that a post is out: it is a record of its task, and nothing to be posted.
  { name: 'isProof', type: 'checkbox', access: own, admin: { hidden: true } },
  // Whose intro or outro it is: an influencer may use the files that they brought, and no others of the client.
  { name: 'influencer', type: 'text', index: true, access: own, admin: { hidden: true } },
  { name: 'sha256', type: 'text', access: own, admin: { hidden: true } },
]
