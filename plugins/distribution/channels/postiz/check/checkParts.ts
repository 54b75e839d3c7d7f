import type { ChannelFacts, Content, Part, Refusal } from '../../adapter.ts'
import type { ChannelRules, MediaRule } from '../rules/rule.ts'
import { composeParts } from '../text/composeParts.ts'
import { countText } from '../text/countText.ts'
import { hasReservedWords } from '../text/hasReservedWords.ts'
import type { LaidOutText } from '../text/layOutText.ts'
import { checkMedia } from './checkMedia.ts'
import { fillSettings } from './fillSettings.ts'

type Args = {
  channel: ChannelFacts
  content: Content
  rules: ChannelRules | undefined
  /** How long the post itself may be: so may each part. */
  maxLength: number | undefined
  /** What media the post itself may have: so may each part, where it may have any. */
  media: MediaRule | undefined
}

const refuse = (code: string, message: string): Refusal => ({ code, message, field: 'parts' })

const checkText = (
  args: Args,
  rules: ChannelRules,
  place: string,
  text: LaidOutText,
): Refusal[] => {
  const { maxLength } = args
  const refusals: Refusal[] = []
  const count = countText({ text: text.counted, counting: rules.counting })
  if (maxLength !== undefined && count > maxLength) {
    const message = `${rules.name} takes ${maxLength} characters; ${place} counts ${count}. Shorten it by ${count - maxLength}.`
    refusals.push({ ...refuse('PART_TOO_LONG', message), limit: maxLength, count })
  }
  if (hasReservedWords(text.preview)) {
    const message = `Postiz replaces "(post:…)" in ${place} by the address of a post. Write it otherwise.`
    refusals.push(refuse('TEXT_RESERVED', message))
  }
  return refusals
}

const checkFiles = (args: Args, rules: ChannelRules, place: string, part: Part): Refusal[] => {
  if (part.media.length === 0) return []
  if (rules.comments === 'text') {
    const message = `${rules.name} takes text alone after a post. Take the media out of ${place}.`
    return [refuse('PART_MEDIA_UNSUPPORTED', message)]
  }
  return checkMedia({ platformName: rules.name, media: part.media, rule: args.media }).map(
    (refusal) => ({ ...refusal, field: 'parts', message: `In ${place}: ${refusal.message}` }),
  )
}

/**
 * What keeps the comments or the thread that follow a post from its channel: `PARTS_UNSUPPORTED`, `PART_EMPTY`,
 * `PART_TOO_LONG`, `PART_MEDIA_UNSUPPORTED`, `TEXT_RESERVED`, and those of `checkMedia`. Each names the part.
 * Of a platform without rules nobody knows whether it would drop them, so it gets none.
 */
export const checkParts = (args: Args): Refusal[] => {
  const { channel, content, rules } = args
  const parts = content.parts ?? []
  if (parts.length === 0) return []
  if (!rules?.comments) {
    const message = `${rules?.name ?? channel.platform} has neither comments nor threads. Take out what follows the post, or this channel.`
    return [refuse('PARTS_UNSUPPORTED', message)]
  }
  if (fillSettings({ channel, content }).post_type === 'story') {
    const message = `A story on ${rules.name} has no comments. Take out what follows the post, or post it as a post.`
    return [refuse('PARTS_UNSUPPORTED', message)]
  }
  const texts = composeParts({ channel, content })
  return parts.flatMap((part, index): Refusal[] => {
    const place = `part ${index + 1}`
    const text = texts[index] as LaidOutText
    if (text.preview === '' && part.media.length === 0) {
      return [refuse('PART_EMPTY', `There is nothing in ${place}. Give it a text, or remove it.`)]
    }
    return [...checkText(args, rules, place, text), ...checkFiles(args, rules, place, part)]
  })
}
