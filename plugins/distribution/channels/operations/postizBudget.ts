import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { poolOf } from '../../model/database.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { tellBudget } from '../budget/budget.ts'
import { unknownLimit } from '../budget/budgetRules.ts'
import { readBudget } from '../budget/readBudget.ts'
import { ownedTenant } from '../ownedTenant.ts'
import { readTenant } from '../readConnection.ts'

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null

export const postizBudget = defineOperation({
  name: 'tenants.postizBudget',
  summary:
    "Tells how many requests that create posts the tenant's Postiz organisation has left this hour, over all clients and programs that share it.",
  route: { method: 'get', path: '/tenants/{id}/postiz-budget' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    tenant: idOutput,
    limit: z
      .number()
      .int()
      .nullable()
      .meta({
        description: `Requests per hour; null until Postiz has told, and taken for ${unknownLimit} until then.`,
      }),
    used: z.number().int().meta({ description: 'How many of them are used.' }),
    startsAnewAt: instantOutput
      .nullable()
      .meta({ description: 'When the hour is over; null where none has begun.' }),
    blockedUntil: instantOutput
      .nullable()
      .meta({ description: 'Postiz was asked too often, and takes nothing before.' }),
    toldAt: instantOutput.nullable().meta({ description: 'When Postiz last told its count.' }),
  }),
  permission: 'channels.read',
  errors: ['POSTIZ_NOT_CONNECTED'],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.tenant },
      output: {
        tenant: exampleIds.tenant,
        limit: 30,
        used: 4,
        startsAnewAt: '2026-11-23T15:00:00.000Z',
        blockedUntil: null,
        toldAt: '2026-11-23T14:15:00.000Z',
      },
    },
  },
  run: async (input, context) => {
    const { payload, settings, req } = context
    const id = await ownedTenant(context, input.id, 'channels.read')
    const tenant = await readTenant({ payload, settings, tenant: id, req })
    const organisation = tenant.postiz?.keyFingerprint
    if (!organisation) {
      throw new DistributionError(
        'POSTIZ_NOT_CONNECTED',
        `${tenant.name} is not connected to Postiz. Connect it first.`,
      )
    }
    const budget = await readBudget({ db: poolOf(payload), organisation })
    const told = budget && tellBudget(budget)
    return {
      tenant: id,
      limit: budget?.limit ?? null,
      used: told?.used ?? 0,
      startsAnewAt: iso(told?.startsAnewAt),
      blockedUntil: iso(told?.blockedUntil),
      toldAt: iso(budget?.seenAt),
    }
  },
})
