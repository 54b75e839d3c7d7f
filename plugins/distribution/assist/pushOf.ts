import { createPush, type Push } from '../channels/manual/push.ts'
import type { TenantRecord } from '../channels/readConnection.ts'
import type { ID } from '../id.ts'
import type { Settings } from '../options.ts'
import { placeOf } from '../security/sealedFields.ts'
import { unseal } from '../security/vault.ts'

const installation = new WeakMap<Settings, Push>()

type Own = { sealed: string; push: Push }
const ofTenants = new WeakMap<Settings, Map<string, Own>>()

/** Where the service account of a tenant's own Firebase project is sealed to. */
export const serviceAccountPlace = (settings: Settings, tenant: ID) =>
  placeOf({ settings, field: 'push.serviceAccount', tenant, document: tenant })

/** The push service of this installation, made once; undefined where none is set up. */
export const pushOf = (settings: Settings): Push | undefined => {
  if (!settings.push) return undefined
  const known = installation.get(settings)
  if (known) return known
  const push = createPush(settings.push)
  installation.set(settings, push)
  return push
}

/** The push service of a tenant's own project, made anew when its credentials are; undefined where it has none. */
export const ownPushOf = (settings: Settings, tenant: TenantRecord): Push | undefined => {
  const { projectId, serviceAccount: sealed } = tenant.push ?? {}
  if (!projectId || !sealed) return undefined
  const all = ofTenants.get(settings) ?? new Map<string, Own>()
  ofTenants.set(settings, all)
  const known = all.get(String(tenant.id))
  if (known?.sealed === sealed) return known.push
  const place = serviceAccountPlace(settings, tenant.id)
  const serviceAccount = JSON.parse(unseal(sealed, place, settings.encryptionKeys))
  const push = createPush({ projectId, serviceAccount, httpAgent: settings.push?.httpAgent })
  all.set(String(tenant.id), { sealed, push })
  return push
}
