import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { StandingClaim } from './claimRows.ts'

export type ClaimedClip = {
  title: string
  video_id: ID
  caption: string | null
  influencer: string
}

/** The clip of a claim, and what its influencer is called. */
export const readClip = async (
  db: Db,
  claim: Pick<StandingClaim, 'id' | 'tenant_id' | 'clip_id' | 'influencer_id'>,
): Promise<ClaimedClip> => {
  const [clip] = await rows<ClaimedClip>(
    db,
    sql`
      select k.title, k.video_id, k.caption, i.name as influencer
      from postyard_clips k, postyard_influencers i
      where k.id = ${claim.clip_id} and k.tenant_id = ${claim.tenant_id}
        and i.id = ${claim.influencer_id} and i.tenant_id = ${claim.tenant_id}`,
  )
  if (!clip) throw new Error(`The clip of the claim ${claim.id} is gone.`)
  return clip
}
