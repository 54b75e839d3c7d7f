import type { Content, Refusal } from '../adapter.ts'
import { flatImage } from './composeFlat.ts'

const instead = 'Leave it out, or let this channel send the whole post, signed.'

/** What of a post has no place in a flat body: it is refused, never left out unseen. */
export const checkFlat = (content: Content): Refusal[] => {
  const { media, parts = [] } = content
  const image = flatImage(content)
  const others = media.filter((file) => file !== image)
  const [other] = others
  return [
    ...(other
      ? [
          {
            code: 'TOO_MANY_MEDIA',
            message: `This receiver gets one picture and no other file, and ${other.filename} is one. ${instead}`,
            field: 'media' as const,
            limit: 1,
            count: media.length,
          },
        ]
      : []),
    ...(parts.length > 0
      ? [
          {
            code: 'PARTS_UNSUPPORTED',
            message: `This receiver gets one text, so there is no place for what follows the post. ${instead}`,
            field: 'parts' as const,
          },
        ]
      : []),
  ]
}
