import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { seal } from '../../security/vault.ts'
import { findSharers } from '../findSharers.ts'
import { importChannels } from '../importChannels.ts'
import { ownedTenant } from '../ownedTenant.ts'
import { apiKeyPlace, organisationOf } from '../readConnection.ts'
import { tryGiven } from '../tryGiven.ts'

const unknownGroup =
  'Postiz has no such customer group, or it is another client’s. Choose one of those that are offered.'

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
    groupName: z.string().nullable(),
    imported: z.number().int(),
    changed: z.number().int(),
    removed: z.number().int(),
  }),
  permission: 'channels.connect',
  errors: ['POSTIZ_REFUSED', 'POSTIZ_UNREACHABLE', 'POSTIZ_GROUP_REQUIRED', 'POSTIZ_GROUP_UNKNOWN'],
  examples: {
    usual: {
      input: {
        id: exampleIds.tenant,
        baseUrl: 'https://postiz.example/api',
        apiKey: 'the-key-of-the-organisation',
        groupId: 'marina',
      },
      output: {
        tenant: exampleIds.tenant,
        baseUrl: 'https://postiz.example/api',
        groupName: 'Marina Estates',
        imported: 4,
        changed: 0,
        removed: 0,
      },
    },
  },
  run: async (input, context) => {
    const { payload, settings, req, now, db } = context
    const { groupId } = input
    const tenant = await ownedTenant(context, input.id, 'channels.connect')
    const { baseUrl, apiKey, groups } = await tryGiven({ settings, ...input })
    const keyFingerprint = organisationOf(baseUrl, apiKey)
    const sharers = await findSharers({
      payload,
      db,
      tenant: { id: tenant, postiz: { keyFingerprint } },
      integrationIds: [],
    })
    const group = groups.find(({ id }) => id === groupId)
    const isTaken = sharers.some((one) => one.groupId === groupId)
    if (groupId !== undefined && (!group || isTaken)) {
      throw new DistributionError('POSTIZ_GROUP_UNKNOWN', unknownGroup, {
        details: [{ path: 'groupId', code: 'POSTIZ_GROUP_UNKNOWN', message: unknownGroup }],
      })
    }
    await payload.update({
      collection: settings.tenantsSlug,
      id: tenant,
      data: {
        postiz: {
          baseUrl,
          apiKey: seal(apiKey, apiKeyPlace(settings, tenant), settings.encryptionKeys),
          keyFingerprint,
          groupId: groupId ?? null,
          groupName: group?.name ?? null,
          connectedAt: now.toISOString(),
        },
      } as never,
      depth: 0,
      req,
    })
    const counts = await importChannels({ context, tenant })
    return { tenant, baseUrl, groupName: group?.name ?? null, ...counts }
  },
})
