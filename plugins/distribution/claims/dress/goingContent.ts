import type { Reason } from '../../model/changeState.ts'
import { type ClaimPlatform, claimPlatforms } from '../../model/claims.ts'
import { contentOfDelivery } from '../../model/contentOfDelivery.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import type { DeliveryState } from '../../model/states.ts'
import type { OperationContext } from '../../operation.ts'
import { claimPlatformOf } from '../claimPlatform.ts'
import { claimRender } from '../claimRender.ts'
import type { StandingClaim } from '../claimRows.ts'
import { claimTitle } from '../claimTitle.ts'
import { readClip } from '../readClip.ts'
import { captionOf } from '../toClaimAnswer.ts'

/** What goes out of a claim: what was planned, where something is, else what would be planned now. */
export type GoingContent = {
  title: string
  media: ID[]
  /** As a post stores it. */
  render: unknown
  captions: Record<ClaimPlatform, string>
  /** Why a platform was refused when it was planned. */
  refused: Partial<Record<ClaimPlatform, Reason>>
  /** What the clip is called, for the names of files. */
  clip: string
}

type Planned = {
  platform: string | null
  state: DeliveryState
  reason_code: string | null
  reason: string | null
  title: string
  text: string
  media: ID[] | null
  /** As it was taken when it was planned, with the brand of that time. */
  spec: unknown
}

const readPlanned = (
  { db }: Pick<OperationContext, 'db'>,
  { plan_id: plan, tenant_id: tenant }: StandingClaim,
): Promise<Planned[]> =>
  rows(
    db,
    sql`
      select h.platform, d.state, d.reason_code, d.reason, r.spec,
        (${contentOfDelivery}) ->> 'title' as title, (${contentOfDelivery}) ->> 'text' as text,
        (${contentOfDelivery}) -> 'media' as media
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      join postyard_channels h on h.id = d.channel_id and h.tenant_id = d.tenant_id
      left join postyard_renditions r on r.id = d.rendition_id and r.tenant_id = d.tenant_id
      where d.plan_id = ${plan} and d.tenant_id = ${tenant} and d.state <> 'cancelled'
      order by d.id`,
  )

const refusalOf = ({ state, reason_code: code, reason }: Planned): Reason | undefined =>
  state === 'failed' && code !== null ? { code, message: reason ?? '' } : undefined

/** Reads what goes out of a claim on each platform. */
export const goingContent = async (
  context: Pick<OperationContext, 'db'>,
  claim: StandingClaim,
): Promise<GoingContent> => {
  const clip = await readClip(context.db, claim)
  const planned = claim.plan_id === null ? [] : await readPlanned(context, claim)
  const [first] = planned
  const on = (platform: ClaimPlatform) =>
    planned.find((one) => claimPlatformOf(one.platform) === platform)
  const { media, render } = first
    ? { media: first.media ?? [], render: first.spec }
    : claimRender({ video: clip.video_id, overlays: claim.overlays })
  const captions = claimPlatforms.map((platform) => [
    platform,
    on(platform)?.text ?? captionOf(claim, clip, platform),
  ])
  const refused = claimPlatforms.flatMap((platform) => {
    const one = on(platform)
    const refusal = one && refusalOf(one)
    return refusal ? [[platform, refusal]] : []
  })
  return {
    ...{ media, render, clip: clip.title },
    title: first?.title ?? claimTitle(clip),
    captions: Object.fromEntries(captions),
    refused: Object.fromEntries(refused),
  }
}
