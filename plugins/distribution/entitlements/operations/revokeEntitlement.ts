import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { entitlementOutput, exampleEntitlement } from '../entitlementAnswer.ts'
import { readEntitlement } from '../readEntitlement.ts'

export const revokeEntitlement = defineOperation({
  name: 'entitlements.revoke',
  summary:
    'Ends an entitlement for good: once this is answered nothing more goes out under it. What was staged is taken back, and what waits is held.',
  description:
    'Deliveries under it that have not been sent are held with `ENTITLEMENT_DENIED`, until somebody who may publishes them or they are cancelled. What is being sent in that moment is followed to its end. Revoking again changes nothing.',
  route: { method: 'post', path: '/entitlements/{id}/revoke' },
  input: z.strictObject({ id: idInput }),
  output: entitlementOutput,
  permission: 'entitlements.manage',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.entitlement },
      output: {
        ...exampleEntitlement,
        revokedAt: '2026-11-24T16:20:00.000Z',
        revokedBy: 'Marta',
      },
    },
  },
  run: async (input, context) => {
    const { payload, settings, req } = context
    const { id, tenant, ...found } = await findOwned<{ revokedAt?: string | null }>({
      context,
      collection: 'entitlements',
      id: input.id,
      permission: 'entitlements.manage',
      what: 'entitlement',
    })
    if (!found.revokedAt) {
      await payload.update({
        collection: settings.slugs.entitlements,
        id,
        data: { isRevoked: true } as never,
        depth: 0,
        req,
      })
    }
    return readEntitlement(context, { tenant, id })
  },
})
