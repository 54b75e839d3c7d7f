import type { ChannelFacts, Content, Refusal } from '../adapter.ts'

/** A person can post whatever there is; there must only be something. */
const check = ({ content }: { channel: ChannelFacts; content: Content }): Refusal[] =>
  content.text.trim() === '' && content.media.length === 0
    ? [
        {
          code: 'POST_EMPTY',
          message: 'There is nothing to post. Give it a text or a picture.',
          field: 'text',
        },
      ]
    : []

/** The caption as the field agent copies it: the text, and the link below it. */
export const captionOf = (content: { text: string; link?: string | null }): string =>
  [content.text.trim(), content.link ?? ''].filter((part) => part !== '').join('\n\n')

export const manualChannel = {
  check,
  preview: ({ content }: { channel: ChannelFacts; content: Content }) => captionOf(content),
}
