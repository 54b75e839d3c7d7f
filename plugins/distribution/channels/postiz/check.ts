import type { ChannelFacts, Content, Refusal } from '../adapter.ts'
import { checkMedia } from './checkMedia.ts'
import { checkSettings } from './checkSettings.ts'
import { composeText } from './composeText.ts'
import { countText } from './countText.ts'
import { fillSettings } from './fillSettings.ts'
import { readSettings } from './readSettings.ts'
import type { ChannelRules, MediaRule } from './rules/rule.ts'
import { findRules, maxContentBytes } from './rules.ts'

type Args = { channel: ChannelFacts; content: Content }

const refuse = (code: string, message: string): Refusal => ({ code, message, field: 'text' })

type Settings = Record<string, unknown>

const holds = (settings: Settings, { path, is }: { path: string; is: unknown }): boolean =>
  readSettings({ settings, path }).some(({ value }) => value === is)

const findMaxLength = (rules: ChannelRules, settings: Settings): number =>
  rules.maxLengthWhen?.find((when) => holds(settings, when))?.maxLength ?? rules.maxLength

const findMediaRule = (rules: ChannelRules, settings: Settings): MediaRule | undefined =>
  rules.mediaWhen?.find((when) => holds(settings, when))?.media ?? rules.media

const checkText = ({ channel, content }: Args, settings: Settings): Refusal[] => {
  const { html, preview } = composeText({ channel, content })
  if (preview === '' && content.media.length === 0) {
    return [refuse('POST_EMPTY', 'The post has neither text nor media. Give it one of them.')]
  }
  const refusals: Refusal[] = []
  const rules = findRules(channel.platform)
  if (rules) {
    const limit = findMaxLength(rules, settings)
    const count = countText({ text: preview, counting: rules.counting })
    if (count > limit) {
      const message = `${rules.name} takes ${limit} characters; this text counts ${count}. Shorten it by ${count - limit}.`
      refusals.push(refuse('TEXT_TOO_LONG', message))
    }
  }
  const bytes = Buffer.byteLength(html)
  if (bytes > maxContentBytes) {
    const message = `Postiz takes ${maxContentBytes} bytes of text; this one has ${bytes}. Shorten it.`
    refusals.push(refuse('POST_TOO_LARGE', message))
  }
  if (/\(post:[^)\s]*\)/.test(preview)) {
    const message = 'Postiz replaces "(post:…)" by the address of a post. Write it otherwise.'
    refusals.push(refuse('TEXT_RESERVED', message))
  }
  return refusals
}

/**
 * What keeps a content from a channel, by the rules of its platform (see `rules.ts`); empty where it fits.
 * Postiz skips its own rules for drafts, so what passes here unseen fails only when it is due.
 *
 * Codes: `POST_EMPTY`, `TEXT_TOO_LONG`, `TEXT_RESERVED`, `POST_TOO_LARGE`, `MEDIA_REQUIRED`, `TOO_MANY_MEDIA`,
 * `MEDIA_TYPE_UNSUPPORTED`, `MEDIA_TOO_LARGE`, `MEDIA_EMPTY`, `MEDIA_DIMENSIONS`, `SETTING_REQUIRED`,
 * `SETTING_INVALID`.
 * A platform without rules is held to what all of Postiz demands.
 */
export const check = ({ channel, content }: Args): Refusal[] => {
  const rules = findRules(channel.platform)
  const settings = fillSettings({ channel, content })
  return [
    ...checkText({ channel, content }, settings),
    ...checkMedia({
      platformName: rules?.name ?? channel.platform,
      media: content.media,
      rule: rules ? findMediaRule(rules, settings) : undefined,
    }),
    ...checkSettings({ channel, content }),
  ]
}
