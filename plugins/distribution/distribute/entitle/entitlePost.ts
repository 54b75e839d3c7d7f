import { DistributionError } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import { type ID, parseId } from '../../model/database.ts'
import { readGrantsFor } from '../../model/grants.ts'
import type { PlanExcerpt } from '../../model/planContent.ts'
import { deniedCode } from '../../model/reasons.ts'
import type { OperationContext } from '../../operation.ts'
import { type Decision, decideEntitlement } from '../../plan/entitle/decideEntitlement.ts'
import type { AskedForm, Denial, Grant } from '../../plan/entitle/grant.ts'
import { type PostRecord, partsOf } from '../readPost.ts'
import { toApplicant, toAsked } from './applicant.ts'
import { findSettingBeyond } from './findSettingBeyond.ts'
import { readRepeats } from './readRepeats.ts'
import { takeExcerpt } from './takeExcerpt.ts'

/** `true`: as much as the entitlement permits. */
export type ExcerptWish = true | { graphemes: number; withoutMedia?: boolean }

export type DeniedChannel = { channel: Channel; denial: Denial }

export type Entitled = {
  /** As it goes out: the excerpt, where one was asked for. */
  post: PostRecord
  excerpt?: PlanExcerpt
  /** By channel id as text. */
  grants: Map<string, Grant>
  denied: DeniedChannel[]
}

type Args = {
  context: Pick<OperationContext, 'payload' | 'settings' | 'db' | 'caller'>
  post: PostRecord
  channels: Channel[]
  /** When it goes out. */
  at: Date
  excerpt?: ExcerptWish
  /** A delivery that is already there, and is to go out anew. */
  delivery?: ID
}

/** How long an excerpt is where nothing limits it. */
const usualGraphemes = 300

/** Whether a post shows anything, itself or in what follows it. */
export const hasMedia = (post: PostRecord): boolean =>
  (post.media?.length ?? 0) > 0 ||
  Boolean(post.render) ||
  partsOf(post).some(({ media }) => media.length > 0)

const grantsOf = (decisions: Decision[]): Grant[] =>
  decisions.flatMap((one) => ('grant' in one && one.grant ? one.grant : []))

/** What "as much as is permitted" comes to: what all entitlements permit that would be used. */
const measure = (grants: Grant[]): Omit<PlanExcerpt, 'whole'> => {
  const forms = grants.flatMap(({ form }) => (form.kind === 'excerpt' ? form : []))
  const lengths = forms.map((form) => form.graphemes)
  return {
    graphemes: lengths.length === 0 ? usualGraphemes : Math.min(...lengths),
    withoutMedia: forms.some((form) => !form.includesMedia),
  }
}

/**
 * Who may distribute a post on which channels, and under what: the rule of `decideEntitlement` with what is stored. Where
 * an excerpt is asked for, the post that comes back says no more than that.
 *
 * @throws CONTENT_REFUSED where not even a word fits into the excerpt
 */
export const entitlePost = async (args: Args): Promise<Entitled> => {
  const { context, post, channels, at, excerpt: wish, delivery } = args
  const { payload, settings, db } = context
  const { tenant, id } = post
  const caller = toApplicant(context.caller, tenant)
  const asked = toAsked(post)
  const isFree = caller.isStaff && !asked.isLicensed
  const grants = isFree
    ? []
    : await readGrantsFor({ db, payload, settings, tenant, post: { id, series: asked.series } })
  const repeats = isFree
    ? new Set<string>()
    : await readRepeats({ db, tenant, post: id, ...(delivery ? { except: delivery } : {}) })
  const decide = (form: AskedForm): Decision[] =>
    decideEntitlement({
      caller,
      post: asked,
      channels: channels.map((channel) => ({
        id: String(channel.id),
        name: channel.name,
        isRepeat: repeats.has(String(channel.id)),
      })),
      grants,
      form,
      at,
    })
  const most = () => measure(grantsOf(decide({ kind: 'excerpt', graphemes: 0, hasMedia: false })))
  const asks =
    wish === undefined
      ? undefined
      : wish === true
        ? most()
        : { graphemes: wish.graphemes, withoutMedia: wish.withoutMedia ?? false }
  const taken = asks && takeExcerpt(post, asks)
  const said = taken?.post ?? post
  const decisions = decide(
    asks
      ? { kind: 'excerpt', graphemes: asks.graphemes, hasMedia: hasMedia(said) }
      : { kind: 'full', hasMedia: hasMedia(said) },
  )
  const byId = new Map(decisions.map((one) => [one.channel, one]))
  const denialOf = (channel: Channel): Denial | undefined => {
    const decision = byId.get(String(channel.id))
    if (!decision) return undefined
    if ('denial' in decision) return decision.denial
    return taken && decision.grant ? findSettingBeyond(taken, channel, decision.grant) : undefined
  }
  return {
    post: said,
    ...(taken ? { excerpt: taken.excerpt } : {}),
    grants: new Map(
      decisions.flatMap((one): [string, Grant][] =>
        'grant' in one && one.grant ? [[one.channel, one.grant]] : [],
      ),
    ),
    denied: channels.flatMap((channel) => {
      const denial = denialOf(channel)
      return denial ? { channel, denial } : []
    }),
  }
}

/** What denies a channel, as a foreseen post tells of what keeps it from there. */
export const toRefusals = (denied: DeniedChannel[], channel: ID) =>
  denied
    .filter((one) => String(one.channel.id) === String(channel))
    .map(({ denial }) => ({ code: deniedCode, message: denial.message, field: 'channels' }))

/**
 * Refuses the whole where any channel is denied: nothing is left out silently.
 *
 * @throws ENTITLEMENT_DENIED with one detail for each channel that is denied
 */
export const refuseDenied = (denied: DeniedChannel[]): void => {
  if (denied.length === 0) return
  throw new DistributionError(
    'ENTITLEMENT_DENIED',
    denied.map(({ channel, denial }) => `${channel.name}: ${denial.message}`).join(' '),
    {
      details: denied.map(({ channel, denial }) => ({
        path: String(channel.id),
        code: denial.code,
        message: denial.message,
      })),
    },
  )
}

/** The entitlement under which a channel is served, as its row names it; null where it needs none. */
export const entitlementIn =
  (payload: OperationContext['payload'], { grants }: Pick<Entitled, 'grants'>) =>
  (channel: ID): ID | null =>
    parseId(payload, grants.get(String(channel))?.id) ?? null
