import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { type ID, parseId, rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput, type OperationContext } from '../../operation.ts'
import { eraseWithin } from '../eraseReceipts.ts'

/** Receipts of a tenant as its chain names them; one of another tenant is not there. */
const ownedReceipts = async (
  { db, payload }: OperationContext,
  tenant: ID,
  given: unknown[],
): Promise<string[]> => {
  const ids = [...new Set(given.map((one) => parseId(payload, one)))]
  const found = ids.includes(undefined)
    ? []
    : await rows<{ id: string }>(
        db,
        sql`
          select id::text as id from postyard_receipts
          where id = any(${sql.param(ids)}) and tenant_id = ${tenant}`,
      )
  if (found.length < ids.length) throw notFound('receipt')
  return found.map(({ id }) => id)
}

export const eraseReceipts = defineOperation({
  name: 'receipts.erase',
  summary:
    'Erases what receipts of a client say of people: who acted, what was answered, the address of the post. It cannot be taken back.',
  description:
    'What was attempted, when, and how it ended stays, and so does the chain, which holds as before. Passed over are receipts of attempts that are still under way, and those that were erased before. An event says who erased which.',
  route: { method: 'post', path: '/tenants/{id}/receipts/erase' },
  input: z.strictObject({ id: idInput, receipts: z.array(idInput).min(1).max(500) }),
  output: z.object({
    erased: z.array(idOutput).meta({ description: 'Those that were erased by this.' }),
  }),
  permission: 'receipts.erase',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.tenant, receipts: [exampleIds.receipt] },
      output: { erased: [exampleIds.receipt] },
    },
  },
  run: async ({ id, receipts }, context) => {
    const { db, payload, caller, now } = context
    const tenant = await ownedTenant(context, id, 'receipts.erase')
    const erased = await eraseWithin(db, {
      ...{ tenant: String(tenant), actor: caller.actor, now: () => now },
      ids: await ownedReceipts(context, tenant, receipts),
    })
    return { erased: erased.flatMap((one) => parseId(payload, one) ?? []) }
  },
})
