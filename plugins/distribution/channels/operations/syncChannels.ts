import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { importChannels } from '../importChannels.ts'
import { ownedTenant } from '../ownedTenant.ts'

export const syncChannels = defineOperation({
  name: 'channels.sync',
  summary:
    "Imports a tenant's channels from Postiz: adds new ones, follows changes, and marks those that are disabled or gone.",
  route: { method: 'post', path: '/channels/sync' },
  input: z.strictObject({ tenant: idInput }),
  output: z.object({
    tenant: idOutput,
    imported: z.number().int(),
    changed: z.number().int(),
    removed: z.number().int(),
  }),
  permission: 'channels.connect',
  errors: ['POSTIZ_NOT_CONNECTED', 'POSTIZ_REFUSED', 'POSTIZ_UNREACHABLE', 'POSTIZ_GROUP_REQUIRED'],
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant },
      output: { tenant: exampleIds.tenant, imported: 1, changed: 0, removed: 0 },
    },
  },
  run: async (input, context) => {
    const tenant = await ownedTenant(context, input.tenant, 'channels.connect')
    return { tenant, ...(await importChannels({ context, tenant })) }
  },
})
