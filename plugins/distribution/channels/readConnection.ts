import type { Payload, PayloadRequest } from 'payload'
import { type ID, poolOf } from '../model/database.ts'
import type { SeriesOptions } from '../model/series.ts'
import type { Settings } from '../options.ts'
import { placeOf } from '../security/sealedFields.ts'
import { fingerprint, unseal } from '../security/vault.ts'
import { openBudget } from './budget/openBudget.ts'
import type { PostizConnection } from './postiz/index.ts'
import { createUploadMemory } from './uploads/createUploadMemory.ts'

/** The tenant's record as far as distributing needs it. */
export type TenantRecord = {
  id: ID
  name: string
  timezone: string
  graceMinutes: number
  whenMediaIsLate?: 'hold' | 'go_without' | null
  manual: {
    answerMinutes: number
    hideTitle?: boolean | null
    remindMinutes: number
    nextMinutes: number
    managerMinutes: number
    leaseMinutes: number
    /** Times of the day in the tenant's zone; no quiet hours where one is missing. */
    quietFrom?: string | null
    quietUntil?: string | null
  }
  /** Its own Firebase project, the service account sealed. */
  push?: { projectId?: string | null; serviceAccount?: string | null } | null
  postiz?: {
    baseUrl?: string | null
    groupId?: string | null
    groupName?: string | null
    apiKey?: string | null
    keyFingerprint?: string | null
    /** Since when Postiz refuses the key; only where a delivery is read with its surroundings. */
    refusedAt?: string | null
  } | null
  /** How its evergreen series are flown. */
  series?: SeriesOptions | null
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
export const apiKeyPlace = (settings: Settings, tenant: ID) =>
  placeOf({ settings, field: 'postiz.apiKey', tenant, document: tenant })

/** What tells a Postiz organisation from all others, and two tenants of it that they share it. */
export const organisationOf = (baseUrl: string, apiKey: string): string =>
  fingerprint(`${baseUrl} ${apiKey}`)

/**
 * How the tenant's Postiz is reached, with what all workers remember of its organisation: its uploads and its budget.
 * Undefined where none is connected.
 */
export const readConnection = (args: {
  payload: Payload
  settings: Settings
  tenant: TenantRecord
}): PostizConnection | undefined => {
  const { payload, settings, tenant } = args
  const { baseUrl, apiKey: sealed, keyFingerprint } = tenant.postiz ?? {}
  if (!baseUrl || !sealed) return undefined
  const apiKey = unseal(sealed, apiKeyPlace(settings, tenant.id), settings.encryptionKeys)
  const organisation = keyFingerprint ?? organisationOf(baseUrl, apiKey)
  const db = poolOf(payload)
  const { postizTimeoutMs: timeoutMs, reach } = settings
  return {
    baseUrl,
    apiKey,
    timeoutMs,
    reach,
    uploads: createUploadMemory({ db, tenant: tenant.id, organisation, baseUrl, timeoutMs, reach }),
    budget: openBudget({ payload, tenant: tenant.id, organisation }),
  }
}
