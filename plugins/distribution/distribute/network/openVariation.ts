import type { Content } from '../../channels/adapter.ts'
import { toFacts } from '../../channels/checkContent.ts'
import { hashtagLimit } from '../../channels/hashtagLimit.ts'
import { measurePost } from '../../channels/postiz/index.ts'
import { readTenant } from '../../channels/readConnection.ts'
import { DistributionError } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import type { ID } from '../../model/database.ts'
import type { PlanContent } from '../../model/planContent.ts'
import type { OwnWords, Variation } from '../../model/variation.ts'
import type { OperationContext } from '../../operation.ts'
import {
  type FaultAt,
  findExtremes,
  giveTurns,
  readVoices,
  type Said,
  type VariationOptions,
  type Varied,
  type VaryFault,
  type Voice,
  vary,
} from '../../plan/vary/index.ts'
import { type PostRecord, wordsOf } from '../readPost.ts'
import { valuesOf } from './valuesOf.ts'

/** One variant that a channel may get, as it would say it. */
export type Variant = {
  which: 'chosen' | 'longest' | 'shortest' | 'any'
  content: Content
  faults: VaryFault[]
}

/** What each channel of a network plan says. */
export type OpenVariation = {
  /** As its row keeps it. */
  variationOf: (channel: ID) => Variation
  /** What a channel says, with why it cannot where that is so. */
  variedOf: (channel: ID) => Varied
  voiceOf: (channel: ID) => Voice
  /** The content of the post as a channel says it. */
  contentFor: (channel: Channel, shown: Content) => Content
  /** What it says, and the variants by which all others stand or fall; `isBrief` without those between the ends. */
  variantsFor: (channel: Channel, shown: Content, isBrief?: boolean) => Variant[]
}

type Args = {
  context: Pick<OperationContext, 'payload' | 'settings' | 'req'>
  post: PostRecord
  channels: Channel[]
  options: VariationOptions | undefined
  /** Of the plan. */
  seed: string
  /** Whether an excerpt of the post goes out, in which nothing can be varied. */
  isExcerpt?: boolean
  /** By channel id as text: the turns that deliveries of the plan have already. */
  turns?: ReadonlyMap<string, number>
}

const tellFault = ({ path, code, message, at }: FaultAt) => ({
  path,
  code,
  message: `Line ${at.line}, column ${at.column}: ${message}`,
})

const refuseFaults = (faults: FaultAt[]): never => {
  const details = faults.map(tellFault)
  throw new DistributionError(
    'VARIATION_INVALID',
    details
      .slice(0, 5)
      .map(({ path, message }) => `${path}: ${message}`)
      .join(' '),
    { details },
  )
}

type SaidPart<File> = { text: string; media: File[]; delayMinutes: number }

/** The parts with the words of a variant; pictures and videos stay in their places. */
const partsWith = <File>(
  before: SaidPart<File>[],
  voice: Voice,
  words: string[],
): SaidPart<File>[] =>
  words.map((text, index) => ({
    text,
    media: before[index]?.media ?? [],
    delayMinutes: voice.parts[index]?.delayMinutes ?? before[index]?.delayMinutes ?? 0,
  }))

/** What is held against the excerpt when it leaves is the post itself. */
const refuseVariedExcerpt = (own: OwnWords[]): void => {
  if (own.every((words) => Object.keys(words).length === 0)) return
  throw new DistributionError(
    'VARIATION_INVALID',
    'An excerpt is the beginning of what the post says, so nothing in it can be varied. Leave out the excerpt, or the alternatives, variables, hashtags and texts of your own.',
  )
}

/** A content with the words of a variant. */
const say = (shown: Content, voice: Voice, { title, text, parts: words }: Said): Content => {
  const { parts: before = [], ...rest } = shown
  const parts = partsWith(before, voice, words)
  return {
    ...rest,
    text,
    ...(title === undefined ? {} : { title }),
    ...(parts.length === 0 ? {} : { parts }),
  }
}

/** What a delivery says otherwise than its plan, whose words are those of the post. */
const saysOtherwise = (post: PlanWords, voice: Voice, said: Said): OwnWords => {
  const { parts: before = [] } = post
  const parts = partsWith(before, voice, said.parts)
  return {
    ...(said.title === undefined || said.title === post.title ? {} : { title: said.title }),
    ...(said.text === post.text ? {} : { text: said.text }),
    ...(JSON.stringify(parts) === JSON.stringify(before) ? {} : { parts }),
  }
}

type PlanWords = Pick<PlanContent, 'title' | 'text' | 'parts'>

const measureOn = (channel: Channel) => {
  const facts = toFacts(channel)
  return (text: string): number =>
    channel.kind === 'postiz'
      ? measurePost({ channel: facts, content: { title: '', text, link: null, media: [] } }).count
      : text.length
}

/**
 * Decides what each channel of a network plan says of a post: always the same for the same seed, texts and turns.
 *
 * @throws VARIATION_INVALID with one detail for each fault of a template, naming its place; without any where an excerpt is varied
 */
export const openVariation = async (args: Args): Promise<OpenVariation> => {
  const { context, post, channels, options = {}, seed, turns } = args
  const { payload, settings, req } = context
  const words = wordsOf(post)
  const read = readVoices({
    options,
    post: { text: words.text, parts: (words.parts ?? []).map(({ text }) => text) },
    accounts: channels.map(({ id, platform }) => ({ id: String(id), platform })),
    seed,
  })
  const voices = 'faults' in read ? refuseFaults(read.faults) : read.voices
  const { name: client } = await readTenant({ payload, settings, tenant: post.tenant, req })
  const voiceOf = (channel: ID): Voice => {
    const voice = voices.get(String(channel))
    if (!voice) throw new Error('This channel is none of the plan.')
    return voice
  }
  const given = giveTurns({
    accounts: channels.map(({ id }) => ({ id: String(id), voice: voiceOf(id).key })),
    seed,
    ...(turns ? { taken: turns } : {}),
  })
  const byId = new Map(channels.map((channel) => [String(channel.id), channel]))
  const ofChannel = (channel: Channel) => {
    const maxTags = hashtagLimit(channel.platform)?.max
    return {
      voice: voiceOf(channel.id),
      values: valuesOf(channel, { client, title: words.title }),
      ...(maxTags === undefined ? {} : { maxTags }),
    }
  }
  const varied = new Map<string, Varied>()
  const turnOf = (channel: ID): number => given.get(String(channel)) ?? 0
  const variedOf = (id: ID): Varied => {
    const channel = byId.get(String(id))
    if (!channel) throw new Error('This channel is none of the plan.')
    const found = varied.get(String(id)) ?? vary({ ...ofChannel(channel), turn: turnOf(id) })
    varied.set(String(id), found)
    return found
  }
  const ownWordsOf = (id: ID): OwnWords => saysOtherwise(words, voiceOf(id), variedOf(id).said)
  if (args.isExcerpt) refuseVariedExcerpt(channels.map(({ id }) => ownWordsOf(id)))
  const contentFor = (channel: Channel, shown: Content) =>
    say(shown, voiceOf(channel.id), variedOf(channel.id).said)
  return {
    voiceOf,
    variedOf,
    contentFor,
    variationOf: (id) => {
      const { choices, tags } = variedOf(id)
      const { sources } = voiceOf(id)
      return { ...ownWordsOf(id), turn: turnOf(id), sources, choices, tags }
    },
    variantsFor: (channel, shown, isBrief = false) => {
      const of = ofChannel(channel)
      const extremes = findExtremes({ ...of, measure: measureOn(channel), isBrief })
      return [
        {
          which: 'chosen',
          content: contentFor(channel, shown),
          faults: variedOf(channel.id).faults,
        },
        ...extremes.map(({ which, said, faults }) => ({
          which,
          content: say(shown, of.voice, said),
          faults,
        })),
      ]
    },
  }
}
