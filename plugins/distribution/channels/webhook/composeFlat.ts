import type { Content, Flight, MediaFile } from '../adapter.ts'
import { plainText } from '../text/plainText.ts'

/** A post as one flat object, for receivers that map fields by their names. What is not there is null. */
export type FlatBody<File> = {
  /** The slug of the series; these four are null for a post that is no item of one. */
  collection: string | null
  board_name: string | null
  mode: string | null
  feed_url: string | null
  /** The first picture. */
  image: File | null
  link: string | null
  title: string
  /** As people read it, without marks. */
  description: string
  /** The same for every attempt: whoever has seen it has this post already. Null where only sending gives it. */
  idempotency_key: string | null
}

/** The picture that a flat body shows. */
export const flatImage = ({ media }: Pick<Content, 'media'>): MediaFile | undefined =>
  media.find(({ mimeType }) => mimeType.toLowerCase().startsWith('image/'))

const seriesOf = (flight: Flight | undefined) => ({
  collection: flight?.collection ?? null,
  board_name: flight?.boardName ?? null,
  mode: flight?.mode ?? null,
  feed_url: flight?.feedUrl ?? null,
})

/**
 * A post as a receiver of flat bodies gets it; `toFile` says what stands for its picture, and `key` is by what it knows a
 * post that is no item of a series.
 */
export const composeFlat = <File>(args: {
  content: Content
  toFile: (file: MediaFile) => File
  key: string | null
}): FlatBody<File> => {
  const { content, toFile, key } = args
  const image = flatImage(content)
  return {
    ...seriesOf(content.flight),
    image: image ? toFile(image) : null,
    link: content.link ?? null,
    title: content.title,
    description: plainText({ text: content.text }),
    idempotency_key: content.flight?.key ?? key,
  }
}

/** The flat body of a message that is no post. Nothing of a series stands in it, so a receiver can tell it from an item. */
export const composeFlatTest = (key: string): FlatBody<string> => ({
  ...seriesOf(undefined),
  image: null,
  link: null,
  title: 'A test by Postyard',
  description: 'This is no post. It shows that the receiver can be reached.',
  idempotency_key: key,
})
