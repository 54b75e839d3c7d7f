import type { ChannelFacts, Content, MediaFile } from '../adapter.ts'
import { markdownToHtml } from '../text/markdownToHtml.ts'
import { plainText } from '../text/plainText.ts'

/** Grows when a field changes its meaning or goes; new fields may come at any time. */
export const bodyVersion = 1

type Words<File> = {
  /** As people read it, without marks. */
  text: string
  html: string
  /** As its author wrote it. */
  markdown: string
  media: File[]
}

/** What a receiver gets of a post, in the body of its request. */
export type WebhookBody<File> = {
  type: 'postyard.post'
  version: typeof bodyVersion
  data: Words<File> & {
    channel: { id: string; name: string }
    title: string
    link: string | null
    /** As its author wrote it, without what was added to it for this channel. */
    canonicalLink: string | null
    parts: (Words<File> & { delayMinutes: number })[]
  }
}

/** A post as a receiver gets it; `toFile` says what stands for a file. */
export const composeBody = <File>(args: {
  channel: Pick<ChannelFacts, 'id' | 'name'>
  content: Content
  toFile: (file: MediaFile) => File
}): WebhookBody<File> => {
  const { channel, content, toFile } = args
  const toWords = ({ text, media }: Pick<Content, 'text' | 'media'>): Words<File> => ({
    text: plainText({ text }),
    html: markdownToHtml(text),
    markdown: text,
    media: media.map(toFile),
  })
  return {
    type: 'postyard.post',
    version: bodyVersion,
    data: {
      channel: { id: channel.id, name: channel.name },
      title: content.title,
      ...toWords(content),
      link: content.link ?? null,
      canonicalLink: content.canonicalLink ?? content.link ?? null,
      parts: (content.parts ?? []).map((part) => ({
        ...toWords(part),
        delayMinutes: part.delayMinutes,
      })),
    },
  }
}
