import type { Channel, ChannelKind } from '../../model/channel.ts'
import type { Policy } from '../../model/policy.ts'
import type { ChannelFacts, Content, Refusal } from '../adapter.ts'
import { toFacts } from '../checkContent.ts'
import type { Change } from './change.ts'
import { policyFor } from './policyFor.ts'
import { shortenContent } from './shortenContent.ts'
import { tagLinks } from './tagLinks.ts'

/** A content as it goes out, what was changed of it, and what no change could mend. */
export type Transformed = { content: Content; changes: Change[]; refusals: Refusal[] }

type Args = {
  kind: ChannelKind
  /** With the settings that hold for this content. */
  channel: ChannelFacts
  content: Content
  policy: Policy | undefined
}

const wordsOf = ({ text, link, parts }: Content) => [text, link, parts?.map((part) => part.text)]

const tag = (content: Content, utm: Policy['utm']): Pick<Transformed, 'content' | 'changes'> => {
  const tagged = utm ? tagLinks(content, utm) : content
  const isSame = JSON.stringify(wordsOf(tagged)) === JSON.stringify(wordsOf(content))
  if (!utm || isSame) return { content, changes: [] }
  const parameters = utm.parameters.map(([name, value]) => `${name}=${value}`).join(', ')
  const where = utm.on === 'site' ? 'the link and to the addresses of its site' : 'the link'
  const message = `Added to ${where}, unless it stands there already: ${parameters}.`
  return { content: tagged, changes: [{ code: 'UTM_ADDED', message, field: 'link' }] }
}

/**
 * Brings a content into the form in which it goes out on a channel, before its adapter composes it. What is shown, checked
 * and sent all come from here. Done twice it is the same as once.
 */
export const transform = ({ kind, channel, content, policy }: Args): Transformed => {
  if (!policy) return { content, changes: [], refusals: [] }
  const tagged = tag(content, policy.utm)
  // Of what people, programs and readers take no limit is known.
  if (!policy.shorten || kind !== 'postiz') return { ...tagged, refusals: [] }
  const shortened = shortenContent({ channel, content: tagged.content, how: policy.shorten })
  return { ...shortened, changes: [...tagged.changes, ...shortened.changes] }
}

/** As `transform`, by the policy that the channel has now: for what is not planned yet. */
export const transformFor = (channel: Channel, content: Content): Transformed =>
  transform({
    kind: channel.kind,
    channel: toFacts(channel),
    content,
    policy: policyFor(channel, content.title),
  })

export type { Change } from './change.ts'
export { policyFor } from './policyFor.ts'
