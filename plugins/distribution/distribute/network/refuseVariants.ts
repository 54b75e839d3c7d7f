import type { Content, Refusal } from '../../channels/adapter.ts'
import { checkContent } from '../../channels/checkContent.ts'
import { transformFor } from '../../channels/transform/index.ts'
import { DistributionError } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import type { Field } from '../../plan/vary/index.ts'
import type { OpenVariation, Variant } from './openVariation.ts'

/** What keeps a variant from a channel. */
export type VariantRefusal = Pick<Refusal, 'code' | 'message' | 'limit' | 'count'> & {
  which: Variant['which']
  field: Refusal['field']
}

const fieldOf = (field: Field): Refusal['field'] =>
  field === 'text' || field === 'title' ? field : 'parts'

const longest = 60

const beginningOf = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`

/** Whom a sentence is about, where it is not what the channel says now. */
const nameVariant = ({ which, content }: Variant): string => {
  const said = `“${beginningOf(content.text.replaceAll(/\s+/g, ' ').trim())}”`
  switch (which) {
    case 'chosen':
      return ''
    case 'any':
      return `Of its other variants ${said}: `
    default:
      return `Its ${which} variant ${said}: `
  }
}

/** What keeps a content from a channel, with what the channel does to it before. */
const holdAgainst = (channel: Channel, content: Content): Refusal[] => {
  const sent = transformFor(channel, content)
  return [...sent.refusals, ...checkContent(channel, sent.content)]
}

/**
 * What keeps a post from a channel of a network plan: of what the channel says, and of every other variant that another draw
 * might bring it; each rule that is broken once.
 */
const findVariantRefusals = (args: {
  variation: OpenVariation
  /** With the settings that hold for the post. */
  channel: Channel
  shown: Content
  /** Not those between the longest and the shortest. */
  isBrief?: boolean
}): VariantRefusal[] => {
  const { variation, channel, shown, isBrief } = args
  const told = new Set<string>()
  const all = variation.variantsFor(channel, shown, isBrief)
  // What it has nothing for leaves holes in the others too, which are no faults of their own.
  const isHollow = all[0]?.faults.some(({ code }) => code === 'VARIABLE_EMPTY') ?? false
  return (isHollow ? all.slice(0, 1) : all).flatMap((variant) => {
    const faults = variant.faults.map(({ field, ...fault }) => ({
      ...fault,
      field: fieldOf(field),
    }))
    // What it cannot say has no text to be held against the rules.
    const found = faults.length > 0 ? faults : holdAgainst(channel, variant.content)
    return found.flatMap(({ code, message, field, limit, count }: Refusal) => {
      if (told.has(`${code} ${field}`)) return []
      told.add(`${code} ${field}`)
      return {
        which: variant.which,
        code,
        message: `${nameVariant(variant)}${message}`,
        field,
        ...(limit === undefined ? {} : { limit }),
        ...(count === undefined ? {} : { count }),
      }
    })
  })
}

/**
 * As `findVariantRefusals`, for many channels: of those that have the same words and the same rules, the variants between the
 * longest and the shortest are looked at for the first alone, unless one of them is refused there.
 */
export const openRefusals = (variation: OpenVariation, shown: Content) => {
  const isRefusedBetween = new Map<string, boolean>()
  return (channel: Channel): VariantRefusal[] => {
    const { platform, kind, settings, policy } = channel
    const { key } = variation.voiceOf(channel.id)
    const alike = JSON.stringify([key, platform, kind, settings, policy])
    const isBrief = isRefusedBetween.get(alike) === false
    const found = findVariantRefusals({ variation, channel, shown, isBrief })
    if (!isBrief) {
      isRefusedBetween.set(
        alike,
        found.some(({ which, code }) => which === 'any' || code === 'VARIABLE_EMPTY'),
      )
    }
    return found
  }
}

/** So many accounts are named in the sentence; all of them are among the details. */
const named = 5

/**
 * @throws CONTENT_REFUSED where a channel would not take what it says or may come to say, with a detail for each rule
 */
export const refuseVariants = (
  variation: OpenVariation,
  channels: Channel[],
  shown: Content,
): void => {
  const refusalsOn = openRefusals(variation, shown)
  const refused = channels.flatMap((channel) => {
    const refusals = refusalsOn(channel)
    return refusals.length > 0 ? [{ channel, refusals }] : []
  })
  if (refused.length === 0) return
  const sentences = refused
    .slice(0, named)
    .map(
      ({ channel, refusals }) => `${channel.name}: ${refusals.map((one) => one.message).join(' ')}`,
    )
  const more = refused.length - sentences.length
  throw new DistributionError(
    'CONTENT_REFUSED',
    [...sentences, ...(more > 0 ? [`And ${more} more.`] : [])].join(' '),
    {
      details: refused.flatMap(({ channel, refusals }) =>
        refusals.map(({ field, code, message }) => ({
          path: `${channel.id}.${field}`,
          code,
          message,
        })),
      ),
    },
  )
}
