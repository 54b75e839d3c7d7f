import { z } from 'zod'
import { readCursor, toPage } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../listedTenants.ts'
import { listInput, nextOutput } from '../../listInput.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { isProgram, userOf } from '../../security/standing.ts'
import {
  entitlementOutput,
  exampleEntitlement,
  readEntitlementRows,
  toEntitlementAnswer,
} from '../entitlementAnswer.ts'
import { channelColumn } from '../readEntitlement.ts'

const permission = 'entitlements.read' as const

export const listEntitlements = defineOperation({
  name: 'entitlements.list',
  summary:
    'Lists entitlements, the newest first, also those that are over. A program sees those that it holds.',
  route: { method: 'get', path: '/distribution/entitlements' },
  input: z.strictObject({
    ...listInput,
    post: idInput.optional().meta({ description: 'Only those for this post by name.' }),
  }),
  output: z.object({ entitlements: z.array(entitlementOutput), next: nextOutput }),
  permission,
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant },
      output: { entitlements: [exampleEntitlement], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, post }, context) => {
    const { db, payload, caller } = context
    const tenants = await listedTenants(context, tenant, permission)
    const user = userOf(caller)
    const named = await narrowedTo({ context, collection: 'posts', id: post, permission })
    const after = readCursor({ payload, cursor, ids: 1 })
    const found = await readEntitlementRows(db, {
      tenants,
      asProgram: tenants === 'all' ? [] : tenants.filter((one) => isProgram(caller, one)),
      ...(user === undefined ? {} : { user }),
      ...(caller.key === undefined ? {} : { key: caller.key }),
      channelColumn: channelColumn(context),
      ...(named === undefined ? {} : { post: named }),
      ...(after === undefined ? {} : { after }),
      limit,
    })
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: toEntitlementAnswer,
    })
    return { entitlements: items, next }
  },
})
