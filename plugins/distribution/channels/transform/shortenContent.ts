import type { Policy } from '../../model/policy.ts'
import type { ChannelFacts, Content, Refusal } from '../adapter.ts'
import { postizChannel } from '../postiz/index.ts'
import { cleanText } from '../text/cleanText.ts'
import type { Change } from './change.ts'
import { addressesOf } from './replaceAddresses.ts'
import { shortenText } from './shortenText.ts'
import { shortenWords } from './shortenWords.ts'

type Args = {
  channel: ChannelFacts
  content: Content
  how: NonNullable<Policy['shorten']>
}

type Shortened = { content: Content; changes: Change[]; refusals: Refusal[] }

type Field = 'title' | 'text' | 'parts'

const codes: Record<Field, readonly string[]> = {
  title: ['SETTING_INVALID'],
  text: ['TEXT_TOO_LONG', 'POST_TOO_LARGE'],
  parts: ['PART_TOO_LONG'],
}

/** Found by the rules that judge the post before it goes out, so that what is left passes them. */
const findTooLong = (channel: ChannelFacts, content: Content, field: Field) =>
  postizChannel
    .check({ channel, content })
    .flatMap(({ code, limit = 0, count = 0, ...refusal }) =>
      refusal.field === field && codes[field].includes(code) && count > limit
        ? { limit, count }
        : [],
    )[0]

/** One text of a content, and how the content is with another one in its place. */
type Place = {
  field: Field
  /** In a sentence. */
  name: string
  text: string
  put: (text: string) => Content
  /** What is held against the rules. @default as `put` */
  judged?: (text: string) => Content
}

const placeOf = (content: Content, field: 'text' | 'title'): Place => ({
  field,
  name: field === 'text' ? 'The text' : 'The title',
  text: content[field],
  put: (text) => ({ ...content, [field]: text }),
})

const partOf = (content: Content, index: number): Place => {
  const { parts = [] } = content
  const withText = (text: string) =>
    parts.map((part, at) => (at === index ? { ...part, text } : part))
  return {
    field: 'parts',
    name: `Part ${index + 1}`,
    text: parts[index]?.text ?? '',
    put: (text) => ({ ...content, parts: withText(text) }),
    judged: (text) => ({ ...content, parts: withText(text).slice(index, index + 1) }),
  }
}

const tell = (count: number): string => count.toLocaleString('en-GB')

const shortenPlace = ({ channel, content, how }: Args, place: Place): Shortened => {
  const { field, name, text, put, judged = put } = place
  const found = findTooLong(channel, judged(text), field)
  if (!found) return { content, changes: [], refusals: [] }
  const { limit, count } = found
  const fits = (shorter: string) => !findTooLong(channel, judged(shorter), field)
  // Only the post itself has a link that stands below its text by itself.
  const hasLink = field === 'text' && Boolean(content.link)
  const shorter =
    field === 'title'
      ? shortenText({
          text: cleanText(text).trim(),
          ...{ ending: how.ending, isMarkdown: false, tailOf: () => '', fits },
        })
      : shortenWords({ text, how, keepsAddress: !hasLink, fits })
  if (shorter !== undefined) {
    const message = `${name} is shortened: it counts ${tell(count)}, and ${tell(limit)} are taken here.`
    return { content: put(shorter), changes: [{ code: 'SHORTENED', message, field }], refusals: [] }
  }
  const link = hasLink ? '.' : addressesOf(text).at(-1)
  const message = `The link leaves no room for the text: ${tell(limit)} are taken here. Use a shorter link.`
  return {
    content,
    changes: [],
    refusals:
      field !== 'title' && link && !fits(link)
        ? [{ code: 'LINK_TOO_LONG', message, field: 'link', limit, count }]
        : [],
  }
}

/**
 * A content of which each text that is longer than its platform takes is shortened: what follows a post first, then the
 * post, then its title where the platform has one. A text whose link leaves no room is left, and refused.
 */
export const shortenContent = (args: Args): Shortened => {
  const places = [
    ...(args.content.parts ?? []).map((_, index) => (so: Content) => partOf(so, index)),
    (so: Content) => placeOf(so, 'text'),
    (so: Content) => placeOf(so, 'title'),
  ]
  return places.reduce<Shortened>(
    (so, place) => {
      const next = shortenPlace({ ...args, content: so.content }, place(so.content))
      return {
        content: next.content,
        changes: [...so.changes, ...next.changes],
        refusals: [...so.refusals, ...next.refusals],
      }
    },
    { content: args.content, changes: [], refusals: [] },
  )
}
