import type { ChannelFacts, Content, MediaFile } from '../../adapter.ts'
import type { NewPost } from '../api/writePost.ts'
import { composeParts } from './composeParts.ts'
import { composeText } from './composeText.ts'

/** All files of a post and of what follows it, in the order in which `layOutPost` wants them back. */
export const filesOf = ({ media, parts = [] }: Content): MediaFile[] => [
  ...media,
  ...parts.flatMap((part) => part.media),
]

/** The texts of a post and of what follows it, each with its files; `images` stand for those of `filesOf`. */
export const layOutPost = <Image>(args: {
  channel: ChannelFacts
  content: Content
  images: Image[]
}): Pick<NewPost<Image>, 'content' | 'images' | 'parts'> => {
  const { channel, content, images } = args
  const texts = composeParts({ channel, content })
  let taken = content.media.length
  return {
    content: composeText({ channel, content }).html,
    images: images.slice(0, taken),
    parts: (content.parts ?? []).map(({ media, delayMinutes }, index) => {
      const from = taken
      taken += media.length
      return {
        content: texts[index]?.html ?? '',
        images: images.slice(from, taken),
        delayMinutes,
      }
    }),
  }
}
