import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { hintToken } from '../../security/hintToken.ts'
import { ownedTenant } from '../ownedTenant.ts'

type Row = {
  checked_at: string | Date | null
  failing_since: string | Date | null
  refused_at: string | Date | null
  last_error: string | null
  time_shift_minutes: number | null
}

const iso = (at: string | Date | null | undefined): string | null =>
  at ? new Date(at).toISOString() : null

export const postizStatus = defineOperation({
  name: 'tenants.postizStatus',
  summary:
    "Tells how a tenant's connection to Postiz fares: when its channels were last checked, and what is wrong with it.",
  route: { method: 'get', path: '/tenants/{id}/postiz-status' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    tenant: idOutput,
    checkedAt: instantOutput.nullable(),
    failingSince: instantOutput
      .nullable()
      .meta({ description: 'Since when Postiz could not be asked; null while it can.' }),
    refusedSince: instantOutput
      .nullable()
      .meta({ description: 'Since when it refuses the key, so that nothing goes out.' }),
    lastError: z.string().nullable(),
    timeShiftMinutes: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'By how much Postiz keeps times other than they were given.' }),
    hintUrl: z.url().meta({
      description:
        'An address for a webhook in Postiz. Its calls are hints to look, and never believed.',
    }),
  }),
  permission: 'channels.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.tenant },
      output: {
        tenant: exampleIds.tenant,
        checkedAt: '2026-11-23T14:00:00.000Z',
        failingSince: null,
        refusedSince: null,
        lastError: null,
        timeShiftMinutes: null,
        hintUrl: 'https://postyard.example/api/hints/postiz/c2lnbmVk',
      },
    },
  },
  run: async (input, context) => {
    const { payload, settings } = context
    const tenant = await ownedTenant(context, input.id, 'channels.read')
    const [row] = await rows<Row>(
      context.db,
      sql`
        select checked_at, failing_since, refused_at, last_error, time_shift_minutes
        from postyard_connections where tenant = ${String(tenant)}`,
    )
    return {
      tenant,
      checkedAt: iso(row?.checked_at),
      failingSince: iso(row?.failing_since),
      refusedSince: iso(row?.refused_at),
      lastError: row?.last_error ?? null,
      timeShiftMinutes: row?.time_shift_minutes ?? null,
      hintUrl: `${settings.serverUrl}${payload.config.routes.api}/postiz/hints/${hintToken(tenant, settings.linkSecret)}`,
    }
  },
})
