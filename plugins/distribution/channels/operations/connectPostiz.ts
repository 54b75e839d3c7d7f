import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { fingerprint, seal } from '../../security/vault.ts'
import { importChannels } from '../importChannels.ts'
import { ownedTenant } from '../ownedTenant.ts'
import { tryConnection } from '../postiz/index.ts'
import { apiKeyPlace } from '../readConnection.ts'

export const connectPostiz = defineOperation({
  name: 'tenants.connectPostiz',
  summary:
    "Connects a tenant to Postiz: tries the address and the key at once, keeps the key encrypted, and imports the tenant's channels.",
  route: { method: 'post', path: '/tenants/{id}/connect-postiz' },
  input: z.strictObject({
    id: idInput,
    baseUrl: z.string().trim().min(1).max(500),
    apiKey: z.string().trim().min(1).max(500),
    groupId: z.string().trim().min(1).max(200).optional(),
  }),
  output: z.object({
    tenant: idOutput,
    baseUrl: z.string(),
    imported: z.number().int(),
    changed: z.number().int(),
    removed: z.number().int(),
  }),
  permission: 'channels.connect',
  errors: ['POSTIZ_REFUSED', 'POSTIZ_UNREACHABLE', 'POSTIZ_GROUP_REQUIRED'],
  run: async (input, context) => {
    const { payload, settings, req, now } = context
    const tenant = await ownedTenant(context, input.id, 'channels.connect')
    const tried = await tryConnection({
      baseUrl: input.baseUrl,
      apiKey: input.apiKey,
      timeoutMs: settings.postizTimeoutMs,
    })
    if (tried.kind !== 'connected') {
      throw new DistributionError(
        tried.isReachable ? 'POSTIZ_REFUSED' : 'POSTIZ_UNREACHABLE',
        tried.message,
        { details: [{ path: tried.field, code: tried.code, message: tried.message }] },
      )
    }
    await payload.update({
      collection: settings.tenantsSlug,
      id: tenant,
      data: {
        postiz: {
          baseUrl: tried.baseUrl,
          apiKey: seal(tried.apiKey, apiKeyPlace(settings, tenant), settings.encryptionKeys),
          keyFingerprint: fingerprint(`${tried.baseUrl} ${tried.apiKey}`),
          groupId: input.groupId ?? null,
          connectedAt: now.toISOString(),
        },
      } as never,
      depth: 0,
      req,
    })
    const counts = await importChannels({ context, tenant })
    return { tenant, baseUrl: tried.baseUrl, ...counts }
  },
})
