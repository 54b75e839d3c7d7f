import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, narrowedTo, onlyWith, onlyWithin } from '../../listedTenants.ts'
import { calendarInput, listInput } from '../../listInput.ts'
import { claimPlatforms, claimStates } from '../../model/claims.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import {
  type ClaimFigures,
  type PlatformFigures,
  readClaimFigures,
  readPlatformFigures,
} from '../readClaimFigures.ts'
import { seenBy } from '../seenBy.ts'

const permission = 'claims.own' as const

const count = z.int().min(0)

const seconds = z.int().nullable().meta({
  description: 'The median from the claim to its publication, in seconds; null where none is out.',
})

const figuresShape = {
  claims: count,
  accepted: count.meta({ description: 'That were scheduled or published in their time.' }),
  states: z.record(z.enum(claimStates), count),
  medianSeconds: seconds,
}

const named = z.object({ id: idOutput, name: z.string(), ...figuresShape })

const exampleFigures = {
  ...{ claims: 12, accepted: 10, medianSeconds: 7_420 },
  states: {
    ...{ claimed: 1, scheduled: 2, publishing: 0, published: 7, failed: 1 },
    ...{ expired: 1, cancelled: 0 },
  },
}

const toFigures = ({ claims, accepted, states, median_seconds }: ClaimFigures) => ({
  ...{ claims, accepted, states },
  medianSeconds: median_seconds === null ? null : Math.round(median_seconds),
})

const none = {
  ...{ claims: 0, accepted: 0, medianSeconds: null },
  states: Object.fromEntries(claimStates.map((state) => [state, 0])) as ClaimFigures['states'],
}

const toNamed = (row: ClaimFigures, of: 'campaign' | 'influencer') => {
  const id = row[`${of}_id`]
  return id === null ? [] : { id, name: row[of] ?? '', ...toFigures(row) }
}

const toPlatforms = (found: PlatformFigures[]) =>
  claimPlatforms.flatMap((platform) => {
    const row = found.find((one) => one.platform === platform)
    if (!row) return []
    const { planned, published, failed, waiting, median_seconds, figures } = row
    return {
      ...{ platform, planned, published, failed, waiting, figures },
      medianSeconds: median_seconds === null ? null : Math.round(median_seconds),
    }
  })

export const claimAnalytics = defineOperation({
  name: 'claims.analytics',
  summary:
    'Counts claims by campaign, by influencer and by platform: where they stand, how long they took, and what the platforms count of them. An influencer sees their own.',
  description:
    'Call it for a page of figures: how many were claimed in a period, how many of them went out, and how long that took.',
  route: { method: 'get', path: '/claims/analytics' },
  input: z.strictObject({
    tenant: listInput.tenant,
    campaign: idInput.optional().meta({ description: 'Only of this campaign.' }),
    influencer: idInput.optional().meta({ description: 'Only of this influencer.' }),
    from: calendarInput.optional().meta({ description: 'Claimed then or later.' }),
    to: calendarInput.optional().meta({ description: 'Claimed before then.' }),
  }),
  output: z.object({
    total: z.object(figuresShape),
    campaigns: z.array(named),
    influencers: z.array(named),
    platforms: z.array(
      z.object({
        platform: z.enum(claimPlatforms),
        ...{ planned: count, published: count, failed: count, waiting: count },
        medianSeconds: seconds,
        figures: z.record(z.string(), z.number()).meta({
          description: 'By the platform’s own names, the newest count of each clip, added up.',
        }),
      }),
    ),
  }),
  permission,
  errors: [],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant, campaign: exampleIds.campaign },
      output: {
        total: exampleFigures,
        campaigns: [{ id: exampleIds.campaign, name: 'Summer of running', ...exampleFigures }],
        influencers: [{ id: exampleIds.influencer, name: 'Nia', ...exampleFigures }],
        platforms: [
          {
            ...{ platform: 'tiktok', planned: 10, published: 8, failed: 1, waiting: 1 },
            ...{ medianSeconds: 7_100, figures: { Likes: 1_204, Views: 31_882 } },
          },
        ],
      },
    },
  },
  run: async ({ tenant, campaign, influencer, ...claimed }, context) => {
    const { db } = context
    const within = await listedTenants(context, tenant, permission)
    const of = await narrowedTo({ context, collection: 'campaigns', id: campaign, permission })
    const by = await narrowedTo({ context, collection: 'influencers', id: influencer, permission })
    const which = sql`${seenBy(context, { within })}
      ${onlyWith(sql`c.campaign_id`, of)} ${onlyWith(sql`c.influencer_id`, by)}
      ${onlyWithin(sql`c.claimed_at`, claimed)}`
    const found = await readClaimFigures(db, which)
    const all = found.find((row) => row.campaign_id === null && row.influencer_id === null)
    return {
      total: all ? toFigures(all) : none,
      campaigns: found.flatMap((row) => toNamed(row, 'campaign')),
      influencers: found.flatMap((row) => toNamed(row, 'influencer')),
      platforms: toPlatforms(await readPlatformFigures(db, which)),
    }
  },
})
