import type { Channel } from '../model/channel.ts'
import type { PlanExcerpt } from '../model/planContent.ts'
import type { Policy } from '../model/policy.ts'
import { findBeyond } from '../plan/entitle/findBeyond.ts'
import type { GrantedForm } from '../plan/entitle/grant.ts'
import type { ChannelFacts, Content } from './adapter.ts'
import { toFacts } from './checkContent.ts'
import { composePayload } from './composePayload.ts'
import { readPayload } from './readPayload.ts'
import { firstCharacters } from './transform/cutExcerpt.ts'
import { writeParameters } from './transform/tagAddress.ts'

type Args = {
  channel: Channel
  /** The channel with the settings that the post has for it. */
  facts: ChannelFacts
  /** As it leaves, with all that was done to it for the channel. */
  content: Content
  excerpt: PlanExcerpt
  form: Extract<GrantedForm, { kind: 'excerpt' }>
  /** The title of the post. */
  title: string
  /** What was done with it for its channel. */
  policy?: Policy
}

const nothing: Content = { title: '', text: '', link: null, media: [] }

/**
 * Looks through exactly what a receiver gets for anything beyond a permitted excerpt: no sentence of the post outside of
 * its permitted beginning, no file where none is permitted. What is the channel's own is known by what it sends of a post
 * that says nothing. Returns what is beyond; undefined where nothing is.
 */
export const findBeyondExcerpt = (args: Args): string | undefined => {
  const { channel, facts, content, excerpt, form, title, policy } = args
  const { kind } = channel
  const payload = composePayload({ kind, channel: facts, content })
  const { flight } = content
  const besides = composePayload({
    kind,
    channel: toFacts(channel),
    content: { ...nothing, ...(flight ? { flight } : {}) },
  })
  return findBeyond({
    leaving: readPayload(payload, besides),
    whole: excerpt.whole,
    span: firstCharacters((excerpt.whole[0] ?? '').trim(), form.graphemes),
    title,
    link: content.canonicalLink ?? content.link,
    ...(policy?.shorten ? { ending: policy.shorten.ending } : {}),
    added: (policy?.utm?.parameters ?? []).map((one) => writeParameters([one])),
    includesMedia: form.includesMedia,
  })
}
