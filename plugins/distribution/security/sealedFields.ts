import type { ID } from '../id.ts'
import type { Settings } from '../options.ts'

/**
 * Every field that holds a sealed secret: a secret is sealed for none but these, and when keys are changed each of them
 * is sealed anew. `remedy` is what brings back one that cannot be opened.
 */
export const sealedFields = [
  {
    of: 'tenants',
    field: 'postiz.apiKey',
    column: 'postiz_api_key',
    remedy: 'connect this client to its Postiz anew on its page',
  },
  {
    of: 'tenants',
    field: 'push.serviceAccount',
    column: 'push_service_account',
    remedy: 'give the service account of this client’s Firebase project anew on its page',
  },
  {
    of: 'channels',
    field: 'webhook.sealed',
    column: 'webhook_sealed',
    remedy:
      'give the address, the headers and the secret of this webhook anew on its channel’s page',
  },
  {
    of: 'channels',
    field: 'email.sealed',
    column: 'email_sealed',
    remedy: 'connect the mail server of this channel anew on its page',
  },
  {
    of: 'subscribers',
    field: 'subscriber.sealed',
    column: 'sealed',
    remedy: 'give the address, the headers and a new secret of this subscriber anew on its page',
  },
  {
    of: 'claim_sources',
    field: 'claimSource.sealed',
    column: 'sealed',
    remedy: 'give this source of claims a new secret on its page, and the program that sends them',
  },
] as const

export type SealedField = (typeof sealedFields)[number]['field']

/** Where a secret belongs: a sealed value opens only at the place it was sealed for. */
export type Place = {
  tenant: ID
  collection: string
  document: ID
  field: SealedField
}

type Args = { settings: Settings; field: SealedField; tenant: ID; document: ID }

/** The place of a field of one record. */
export const placeOf = ({ settings, field, tenant, document }: Args): Place => {
  const { of } = sealedFields.find((one) => one.field === field) as (typeof sealedFields)[number]
  if (of === 'tenants') return { tenant, collection: settings.tenantsSlug, document, field }
  // No collection, but a table of its own.
  const collection = of === 'claim_sources' ? of : settings.slugs[of]
  return { tenant, collection, document, field }
}
