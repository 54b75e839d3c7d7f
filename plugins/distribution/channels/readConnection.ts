import type { Payload, PayloadRequest } from 'payload'
import type { ID } from '../model/database.ts'
import type { Settings } from '../options.ts'
import { unseal } from '../security/vault.ts'
import type { PostizConnection } from './postiz/index.ts'

/** The tenant's record as far as distributing needs it. */
export type TenantRecord = {
  id: ID
  name: string
  timezone: string
  graceMinutes: number
  manual: { answerMinutes: number; hideTitle?: boolean | null }
  postiz?: {
    baseUrl?: string | null
    groupId?: string | null
    groupName?: string | null
    apiKey?: string | null
    keyFingerprint?: string | null
  } | null
}

export const readTenant = async (args: {
  payload: Payload
  settings: Settings
  tenant: ID
  req?: PayloadRequest
}): Promise<TenantRecord> => {
  const { payload, settings, tenant, req } = args
  return (await payload.findByID({
    collection: settings.tenantsSlug,
    id: tenant,
    depth: 0,
    req,
  })) as unknown as TenantRecord
}

/** Where the key of a tenant's Postiz is sealed to. */
export const apiKeyPlace = (settings: Settings, tenant: ID) => ({
  tenant,
  collection: settings.tenantsSlug,
  document: tenant,
  field: 'postiz.apiKey',
})

/** How the tenant's Postiz is reached; undefined where none is connected. */
export const readConnection = (
  settings: Settings,
  tenant: TenantRecord,
): PostizConnection | undefined => {
  const { baseUrl, apiKey } = tenant.postiz ?? {}
  if (!baseUrl || !apiKey) return undefined
  return {
    baseUrl,
    apiKey: unseal(apiKey, apiKeyPlace(settings, tenant.id), settings.encryptionKeys),
    timeoutMs: settings.postizTimeoutMs,
  }
}
