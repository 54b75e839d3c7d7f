import type { Store } from '../store/openStore.ts'
import { findOrganisationByKey, type Organisation } from '../store/organisations.ts'
import { type Answer, json } from './answer.ts'

type Authorised = { organisation: Organisation } | { answer: Answer }

/** The header is the key and nothing else; one that starts with `pos_` is taken for an OAuth token. */
export function authorise(store: Store, header: string | undefined): Authorised {
  if (!header) return { answer: json(401, { msg: 'No API Key found' }) }
  const organisation = findOrganisationByKey(store, header)
  if (organisation) return { organisation }
  const msg = header.startsWith('pos_') ? 'Invalid OAuth token' : 'Invalid API key'
  return { answer: json(401, { msg }) }
}
