import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, type OperationContext } from '../../operation.ts'
import { findSharers } from '../findSharers.ts'
import { ownedTenant } from '../ownedTenant.ts'
import { listChannels } from '../postiz/index.ts'
import { organisationOf, readConnection, readTenant } from '../readConnection.ts'
import { tryGiven } from '../tryGiven.ts'

type Tried = Awaited<ReturnType<typeof tryGiven>>

/** The address and the key that are given, or those that the tenant is connected with. */
const tryEither = async (
  context: OperationContext,
  input: { baseUrl?: string; apiKey?: string },
  tenant: string | number,
): Promise<Tried> => {
  const { payload, settings, req } = context
  const { baseUrl, apiKey } = input
  if (baseUrl && apiKey) return tryGiven({ settings, baseUrl, apiKey })
  if (baseUrl || apiKey) {
    const message =
      'Give the address and the key together, or neither to use those it is connected with.'
    throw new DistributionError('INVALID_INPUT', message)
  }
  const record = await readTenant({ payload, settings, tenant, req })
  const connection = readConnection({ payload, settings, tenant: record })
  if (connection) return tryGiven({ settings, ...connection })
  throw new DistributionError(
    'POSTIZ_NOT_CONNECTED',
    `${record.name} is not connected to Postiz. Give an address and a key.`,
  )
}

export const listPostizGroups = defineOperation({
  name: 'tenants.listPostizGroups',
  summary:
    "Tries an address and a key of Postiz, or those that a tenant is connected with, and lists the customer groups that can be this tenant's. Changes nothing.",
  route: { method: 'post', path: '/tenants/{id}/postiz-groups' },
  input: z.strictObject({
    id: idInput,
    baseUrl: z.string().trim().min(1).max(500).optional(),
    apiKey: z.string().trim().min(1).max(500).optional(),
  }),
  output: z.object({
    baseUrl: z.string(),
    groups: z
      .array(z.object({ id: z.string(), name: z.string(), accounts: z.number().int() }))
      .meta({ description: 'Those of other clients are left out.' }),
    ungrouped: z.number().int().meta({ description: 'How many accounts are in no group.' }),
    isShared: z.boolean().meta({
      description: 'True where other clients use the organisation, so that a group is needed.',
    }),
  }),
  permission: 'channels.connect',
  errors: ['POSTIZ_NOT_CONNECTED', 'POSTIZ_REFUSED', 'POSTIZ_UNREACHABLE'],
  isReadOnly: true,
  isOutward: true,
  examples: {
    usual: {
      input: {
        id: exampleIds.tenant,
        baseUrl: 'https://postiz.example/api',
        apiKey: 'the-key-of-the-organisation',
      },
      output: {
        baseUrl: 'https://postiz.example/api',
        groups: [{ id: 'marina', name: 'Marina Estates', accounts: 4 }],
        ungrouped: 0,
        isShared: true,
      },
    },
  },
  run: async (input, context) => {
    const { payload, settings, db } = context
    const tenant = await ownedTenant(context, input.id, 'channels.connect')
    const { baseUrl, apiKey, groups } = await tryEither(context, input, tenant)
    const listing = await listChannels({
      connection: { baseUrl, apiKey, timeoutMs: settings.postizTimeoutMs, reach: settings.reach },
    })
    if (listing.kind === 'refused') {
      throw new DistributionError(
        listing.isReachable ? 'POSTIZ_REFUSED' : 'POSTIZ_UNREACHABLE',
        listing.message,
      )
    }
    const { channels } = listing
    const sharers = await findSharers({
      payload,
      db,
      tenant: { id: tenant, postiz: { keyFingerprint: organisationOf(baseUrl, apiKey) } },
      integrationIds: channels.map((one) => one.integrationId),
    })
    const taken = new Set(sharers.map(({ groupId }) => groupId))
    return {
      baseUrl,
      groups: groups
        .filter(({ id }) => !taken.has(id))
        .map(({ id, name }) => ({
          id,
          name,
          accounts: channels.filter(({ group }) => group?.id === id).length,
        })),
      ungrouped: channels.filter(({ group }) => group === null).length,
      isShared: sharers.length > 0,
    }
  },
})
