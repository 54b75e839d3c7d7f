import type { ChannelFacts, Content, Refusal } from '../../adapter.ts'
import { type ChannelRules, type MediaRule, reading } from '../rules/rule.ts'
import { findRules, maxContentBytes } from '../rules.ts'
import { composeParts } from '../text/composeParts.ts'
import { composeText } from '../text/composeText.ts'
import { countText } from '../text/countText.ts'
import { hasReservedWords } from '../text/hasReservedWords.ts'
import type { LaidOutText } from '../text/layOutText.ts'
import { checkBranding } from './checkBranding.ts'
import { checkLimits } from './checkLimits.ts'
import { checkMedia } from './checkMedia.ts'
import { checkParts } from './checkParts.ts'
import { checkSettings } from './checkSettings.ts'
import { fillSettings } from './fillSettings.ts'
import { readSettings } from './readSettings.ts'

type Args = { channel: ChannelFacts; content: Content }

const refuse = (code: string, message: string): Refusal => ({ code, message, field: 'text' })

type Settings = Record<string, unknown>

const holds = (settings: Settings, { path, is }: { path: string; is: unknown }): boolean =>
  readSettings({ settings, path }).some(({ value }) => value === is)

const findMaxLength = (rules: ChannelRules, settings: Settings): number =>
  rules.maxLengthWhen?.find((when) => holds(settings, when))?.maxLength ?? rules.maxLength

const findMediaRule = (rules: ChannelRules, settings: Settings): MediaRule | undefined =>
  rules.mediaWhen?.find((when) => holds(settings, when))?.media ?? rules.media

/** A text as its channel will show it and count it; `limit` is missing for a platform without rules. */
export type MeasuredText = {
  preview: string
  /** What of it is shown bold: from and to, in UTF-16 units. */
  bold: LaidOutText['bold']
  /** With what follows it, in bytes of UTF-8, as Postiz gets it. */
  bytes: number
  count: number
  limit?: number
}

/** How long the text of a post is on its channel, and how long it may be. */
export const measureText = ({ channel, content }: Args): MeasuredText => {
  const { html, preview, bold, counted } = composeText({ channel, content })
  const parts = composeParts({ channel, content })
  const rules = findRules(channel.platform)
  return {
    preview,
    bold,
    bytes: [html, ...parts.map((part) => part.html)].reduce(
      (sum, one) => sum + Buffer.byteLength(one),
      0,
    ),
    count: countText({ text: counted, counting: rules?.counting ?? 'utf16' }),
    ...(rules ? { limit: findMaxLength(rules, fillSettings({ channel, content })) } : {}),
  }
}

const checkText = ({ channel, content }: Args, name: string): Refusal[] => {
  const { preview, bytes, count, limit } = measureText({ channel, content })
  if (preview === '' && content.media.length === 0) {
    return [refuse('POST_EMPTY', 'The post has neither text nor media. Give it one of them.')]
  }
  const refusals: Refusal[] = []
  if (limit !== undefined && count > limit) {
    const message = `${name} takes ${limit} characters; this text counts ${count}. Shorten it by ${count - limit}.`
    refusals.push({ ...refuse('TEXT_TOO_LONG', message), limit, count })
  }
  if (bytes > maxContentBytes) {
    const message = `Postiz takes ${maxContentBytes} bytes of text; this one has ${bytes}. Shorten it.`
    refusals.push({ ...refuse('POST_TOO_LARGE', message), limit: maxContentBytes, count: bytes })
  }
  if (hasReservedWords(preview)) {
    const message = 'Postiz replaces "(post:…)" by the address of a post. Write it otherwise.'
    refusals.push(refuse('TEXT_RESERVED', message))
  }
  return refusals
}

/** The rule for the media of a post on its channel; undefined where any are taken. */
export const mediaRuleOf = ({ channel, content }: Args): MediaRule | undefined => {
  const rules = findRules(channel.platform)
  return rules && findMediaRule(rules, fillSettings({ channel, content }))
}

/**
 * What keeps a content from a channel, by the rules of its platform (see `rules.ts`), each with where its rule was
 * read; empty where it fits. Postiz skips its own rules for drafts, so what passes here unseen fails only when it is
 * due.
 *
 * Codes: `POST_EMPTY`, `TEXT_TOO_LONG`, `TEXT_RESERVED`, `POST_TOO_LARGE`, those of `checkMedia`, `checkLimits`, `checkBranding`,
 * `checkParts` and `checkSettings`. A platform without rules is held to what all of Postiz demands.
 */
export const check = ({ channel, content }: Args): Refusal[] => {
  const rules = findRules(channel.platform)
  const name = rules?.name ?? channel.platform
  const { source, checkedOn } = rules ?? reading
  return [
    ...checkText({ channel, content }, name),
    ...checkMedia({
      platformName: name,
      media: content.media,
      rule: mediaRuleOf({ channel, content }),
    }),
    ...checkLimits({
      platform: channel.platform,
      platformName: name,
      settings: fillSettings({ channel, content }),
      media: content.media,
    }),
    ...checkBranding({
      platform: channel.platform,
      platformName: name,
      superimposed: content.superimposed,
    }),
    ...checkParts({
      channel,
      content,
      rules,
      maxLength: measureText({ channel, content }).limit,
      media: mediaRuleOf({ channel, content }),
    }),
    ...checkSettings({ channel, content }),
  ].map((refusal) => ({ source, checkedOn, ...refusal }))
}
