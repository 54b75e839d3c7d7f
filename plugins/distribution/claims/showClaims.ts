import type { CollectionAfterReadHook, CollectionConfig, Field, PayloadRequest } from 'payload'
import { dbOf, type ID } from '../model/database.ts'
import { tenantOf } from '../model/tenantOf.ts'
import { closedField } from '../security/collectionAccess.ts'
import { readClaims } from './claimRows.ts'

type Wanted = { tenant: ID; id: ID }
type Loader = { wanted: Wanted[]; answer: Promise<Map<string, string>> }

const loaders = new WeakMap<PayloadRequest, Loader>()

const readStates = async (req: PayloadRequest, wanted: Wanted[]): Promise<Map<string, string>> => {
  const db = await dbOf(req)
  const states = new Map<string, string>()
  for (const [tenant, own] of Map.groupBy(wanted, (one) => one.tenant)) {
    for (const claim of await readClaims(db, { tenant, ids: own.map(({ id }) => id) })) {
      states.set(String(claim.id), claim.state)
    }
  }
  return states
}

/** All claims that are read in one go are asked for together. */
const stateOf = async (req: PayloadRequest, one: Wanted): Promise<string | undefined> => {
  const open = loaders.get(req)
  if (open) {
    open.wanted.push(one)
    return (await open.answer).get(String(one.id))
  }
  const wanted = [one]
  const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    loaders.delete(req)
    return readStates(req, wanted)
  })
  loaders.set(req, { wanted, answer })
  return (await answer).get(String(one.id))
}

/** Derives a claim's state each time it is read. */
const addClaimState: CollectionAfterReadHook = async ({ doc, req }) => {
  const tenant = tenantOf(doc)
  if (!doc?.id || tenant === undefined) return doc
  return { ...doc, state: await stateOf(req, { tenant, id: doc.id }) }
}

const shown: Field[] = [
  {
    name: 'standing',
    type: 'ui',
    label: 'The claim',
    admin: { components: { Field: 'postyard/client#ClaimDesk' } },
  },
  {
    name: 'state',
    type: 'text',
    virtual: true,
    access: { create: closedField, update: closedField },
    // On its page the standing tells it, and goes on telling it as it changes.
    admin: { condition: () => false, components: { Cell: 'postyard/client#StateCell' } },
  },
]

/**
 * What is stored of it stands aside, where there is any: what it means stands in the middle, and so do its times, which are
 * told there by the clock of the client.
 */
const aside = (field: Field): Field => {
  if (!('name' in field) || (field.admin && 'hidden' in field.admin)) return field
  const { name } = field
  const condition = (data: Record<string, unknown>) => field.type !== 'date' && Boolean(data[name])
  return {
    ...field,
    admin: { ...field.admin, position: 'sidebar', readOnly: true, condition },
  } as Field
}

/** Claims in the panel, with their state in lists and what can be done about each on its page. */
export const showClaims = (own: CollectionConfig): CollectionConfig => ({
  ...own,
  admin: {
    ...own.admin,
    defaultColumns: ['claimId', 'state', 'influencer', 'clip', 'campaign', 'expiresAt'],
  },
  hooks: { ...own.hooks, afterRead: [...(own.hooks?.afterRead ?? []), addClaimState] },
  fields: [...shown, ...own.fields.map(aside)],
})
