import { z } from 'zod'
import { readCursor, toPage } from '../../cursor.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../listedTenants.ts'
import { anyOf, listInput, nextOutput } from '../../listInput.ts'
import { claimStates } from '../../model/claims.ts'
import { defineOperation, idInput, type OperationContext } from '../../operation.ts'
import { claimOutput, exampleClaim } from '../claimAnswer.ts'
import { readClaims } from '../claimRows.ts'
import { type ClaimPlace, readClaimPlaces } from '../readClaimPlaces.ts'
import { seenBy } from '../seenBy.ts'
import { toClaimAnswers } from '../toClaimAnswer.ts'

const permission = 'claims.own' as const

const show = async (context: OperationContext, places: ClaimPlace[]) => {
  const answers = new Map<string, z.input<typeof claimOutput>>()
  for (const [tenant, own] of Map.groupBy(places, (one) => one.tenant_id)) {
    const claims = await readClaims(context.db, { tenant, ids: own.map(({ id }) => id) })
    for (const answer of await toClaimAnswers(context, claims)) {
      answers.set(String(answer.id), answer)
    }
  }
  return places.flatMap(({ id }) => answers.get(String(id)) ?? [])
}

export const listClaims = defineOperation({
  name: 'claims.list',
  summary:
    'Lists claims, the newest first: an influencer’s own; staff and programs see all of their clients.',
  description:
    'Call it when the app opens, with `whose=own`, and every few seconds while it is seen: it tells all that a list shows, and `expiresAt` for the clock of each.',
  route: { method: 'get', path: '/claims/mine' },
  input: z.strictObject({
    ...listInput,
    state: anyOf(z.enum(claimStates)).optional().meta({ description: 'In one of these states.' }),
    campaign: idInput.optional().meta({ description: 'Of this campaign.' }),
    whose: z
      .enum(['seen', 'own'])
      .default('seen')
      .meta({ description: '`own`: only what the caller has claimed.' }),
  }),
  output: z.object({ claims: z.array(claimOutput), next: nextOutput }),
  permission,
  errors: [],
  isForPhones: true,
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant, state: ['claimed'], limit: 20 },
      output: { claims: [exampleClaim], next: null },
    },
  },
  run: async ({ tenant, cursor, limit, campaign, state, whose }, context) => {
    const within = await listedTenants(context, tenant, permission)
    const of = await narrowedTo({ context, collection: 'campaigns', id: campaign, permission })
    const found = await readClaimPlaces(context.db, {
      seen: seenBy(context, { within, isOwnOnly: whose === 'own' }),
      ...(state === undefined ? {} : { states: state }),
      ...(of === undefined ? {} : { campaign: of }),
      after: readCursor({ payload: context.payload, cursor, ids: 1 }),
      limit,
    })
    const { items, next } = toPage({
      rows: found,
      limit,
      place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
      show: (row) => row,
    })
    return { claims: await show(context, items), next }
  },
})
