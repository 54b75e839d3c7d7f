import type { Payload } from 'payload'
import { operations, runFor } from 'postyard'
import { demoCampaign, demoClips, demoInfluencer } from './claims.ts'
import { findChannels } from './findChannels.ts'
import { findOrAdd } from './findOrAdd.ts'
import { makeDemoMedia } from './media/makeDemoMedia.ts'
import { seedFile } from './seedFile.ts'
import type { TenantIds } from './seedTenants.ts'

type Args = {
  payload: Payload
  tenants: TenantIds
  people: Map<string, string>
  mediaDir: string
  now: Date
}

const hour = 60 * 60_000

/** A campaign with its clips, and an influencer who has claimed them and not yet done anything with them. */
export const seedClaims = async (args: Args): Promise<void> => {
  const { payload, tenants, people, now } = args
  const { tenant: slug, ...campaignData } = demoCampaign
  const tenant = tenants.get(slug) ?? ''
  const files = await makeDemoMedia({ dir: args.mediaDir })
  const add = (collection: string, data: Record<string, unknown> & { reference: string }) =>
    findOrAdd({
      payload,
      collection,
      where: { and: [{ tenant: { equals: tenant } }, { reference: { equals: data.reference } }] },
      data: { ...data, tenant },
    })
  const campaign = await add('campaigns', campaignData)
  const { email, accounts, ...influencerData } = demoInfluencer
  await add('influencers', {
    ...influencerData,
    user: people.get(email),
    channels: await findChannels(payload, tenant, accounts),
  })
  const admin = await payload.findByID({
    collection: 'users',
    id: people.get('admin@postyard.test') ?? '',
  })
  for (const { claim, video, ...clip } of demoClips) {
    const file = files.find(({ name }) => name === video)
    await add('clips', {
      ...clip,
      campaign,
      video: await seedFile({ payload, tenant, slug, file }),
    })
    // What is claimed already stays as it is.
    await runFor({
      payload,
      operation: operations.ingestClaim,
      input: {
        tenant,
        claimId: claim.id,
        influencer: demoInfluencer.reference,
        clip: clip.reference,
        claimedAt: new Date(now.getTime() - claim.hoursAgo * hour).toISOString(),
      },
      user: { ...admin, collection: 'users' },
    })
  }
}
