import type { Content, MediaFile, Refusal } from '../../channels/adapter.ts'
import { judgeContent } from '../../channels/judgeContent.ts'
import { transformFor } from '../../channels/transform/index.ts'
import { readPost } from '../../distribute/readPost.ts'
import { listWanted } from '../../media/findConversions.ts'
import { type FoundRendition, findRendition } from '../../media/renditions.ts'
import type { MadeSpec } from '../../media/spec.ts'
import { wantRendition } from '../../media/wantRendition.ts'
import type { Channel } from '../../model/channel.ts'
import { type ClaimPlatform, claimPlatforms } from '../../model/claims.ts'
import { parseId } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import type { StandingClaim } from '../claimRows.ts'
import { accountChannels } from './accountChannels.ts'
import { type GoingContent, goingContent } from './goingContent.ts'

/** How far a file is; there it is where it is `ready`. */
export type Making = {
  state: 'making' | 'ready' | 'failed'
  /** In per cent. */
  progress: number
  reason: string | null
  file: MediaFile | undefined
}

export type OnPlatform = {
  platform: ClaimPlatform
  channel: Channel | undefined
  caption: string
  refusals: Pick<Refusal, 'code' | 'message' | 'field'>[]
  making: Making
  /** Whether the platform gets the file in another form than the others. */
  isConverted: boolean
}

type Args = {
  context: OperationContext
  claim: StandingClaim
  /** Whether what failed is made again. */
  isAgain: boolean
}

const isThere = (file: MediaFile): Making => ({
  ...{ state: 'ready', progress: 100, reason: null, file },
})

const toMaking = (found: FoundRendition | undefined): Making => {
  if (found?.file) return isThere(found.file)
  const isFailed = found?.state === 'failed' || found?.state === 'cancelled'
  const { progress = 0, reason = null } = found ?? {}
  return isFailed
    ? { state: 'failed', progress: 0, reason, file: undefined }
    : { state: 'making', progress, reason: null, file: undefined }
}

/** Nothing is made for a claim that is over. */
const isOver = ({ state }: StandingClaim): boolean => state === 'expired' || state === 'cancelled'

const make = async (args: Args, spec: MadeSpec): Promise<Making> => {
  const { context, claim, isAgain } = args
  const { payload, settings, req, db } = context
  const wanted = { payload, settings, req, tenant: claim.tenant_id, spec }
  if (!isOver(claim)) return toMaking(await wantRendition({ ...wanted, db, isAgain }))
  const found = await findRendition(wanted)
  if (found?.file) return isThere(found.file)
  const reason = `This claim is ${claim.state}, so its video is not made any more.`
  return { state: 'failed', progress: 0, reason, file: undefined }
}

/** The file that a channel gets: the one that is shown, or that in the form which its platform takes. */
const makeFor = async (args: Args, channel: Channel, shown: Content, own: Making) => {
  const { payload } = args.context
  if (own.state !== 'ready') return { making: own, isConverted: false }
  const [wanted] = listWanted({ payload, content: shown }, channel)
  const file = wanted && parseId(payload, wanted.file.id)
  if (!wanted || file === undefined) return { making: own, isConverted: false }
  const spec = { kind: 'conversion', file, ...wanted.conversion } as const
  return { making: await make(args, spec), isConverted: true }
}

const refusalsOn = (channel: Channel, shown: Content): Refusal[] => {
  const sent = transformFor(channel, shown)
  return [...sent.refusals, ...judgeContent(channel, sent.content).refusals]
}

const onPlatform = async (
  args: Args & { going: GoingContent; own: Making; shown: Content; channel: Channel | undefined },
  platform: ClaimPlatform,
): Promise<OnPlatform> => {
  const { going, own, channel } = args
  const caption = going.captions[platform]
  if (!channel) {
    return { platform, channel, caption, refusals: [], making: own, isConverted: false }
  }
  const shown = { ...args.shown, text: caption }
  const planned = going.refused[platform]
  const refusals = planned ? [{ ...planned, field: 'media' as const }] : refusalsOn(channel, shown)
  return { platform, channel, caption, refusals, ...(await makeFor(args, channel, shown, own)) }
}

/**
 * What goes out of a claim, by what plans and sends it: the file itself, which is made now where it is not there yet, and each
 * platform's words, what keeps it from there, and its own file where it takes that in another form only.
 *
 * @throws MEDIA_MISSING where a file that it shows was removed, RENDER_SPEC_INVALID
 */
export const previewClaim = async (
  args: Args,
): Promise<{ own: Making; platforms: OnPlatform[]; name: string }> => {
  const { context, claim } = args
  const going = await goingContent(context, claim)
  const { title, media, render, clip: name } = going
  const post = { id: '', tenant: claim.tenant_id, title, text: '', media, render }
  const { shown: asked, spec } = await readPost({ context, post })
  const [clip] = asked.media
  if (!clip) throw new Error(`The claim ${claim.id} shows nothing.`)
  const own = spec ? await make(args, spec) : isThere(clip)
  const shown = own.file ? { ...asked, media: [own.file] } : asked
  const channels = await accountChannels(context, claim)
  const platforms: OnPlatform[] = []
  for (const platform of claimPlatforms) {
    const channel = channels[platform]
    platforms.push(await onPlatform({ ...args, going, own, shown, channel }, platform))
  }
  return { own, platforms, name }
}
