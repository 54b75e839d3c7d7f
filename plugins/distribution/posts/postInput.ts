import { z } from 'zod'
import { DistributionError } from '../errors.ts'
import { calendarInput } from '../listInput.ts'
import { parseId } from '../model/database.ts'
import { idInput, type OperationContext } from '../operation.ts'

const words = z.string().max(100_000)

const ids = (most: number) => z.array(idInput).max(most)

/** What people write of a post; null takes away what it said. What else is wrong with a value, its field says. */
export const postInput = {
  text: words.nullable().optional(),
  link: z.string().max(2000).nullable().optional().meta({ description: 'Stands below the text.' }),
  media: ids(100).optional().meta({
    description:
      "Pictures or one video, in their order: ids from POST /api/media, which takes the file itself as Payload's own uploads do.",
  }),
  parts: z
    .array(
      z.strictObject({
        text: words.optional(),
        media: ids(100).optional(),
        delayMinutes: z.int().min(0).max(1440).optional(),
      }),
    )
    .max(25)
    .optional()
    .meta({ description: 'First comment and thread: what follows the post, in this order.' }),
  render: z.record(z.string().max(64), z.unknown()).nullable().optional().meta({
    description: 'A card or a video to be made for it, shown before its other media.',
  }),
  channels: ids(1000)
    .optional()
    .meta({ description: 'Where it goes when it is distributed next.' }),
  channelSettings: z
    .record(z.string().max(64), z.record(z.string().max(200), z.unknown()))
    .nullable()
    .optional()
    .meta({ description: "By the id of a channel: settings that differ from the channel's own." }),
  publishAt: calendarInput
    .nullable()
    .optional()
    .meta({ description: 'When it goes out; null as soon as it is distributed.' }),
}

const input = z.object(postInput)

type Written = Partial<z.output<typeof input>> & { title?: string }

const knownIds = (context: OperationContext, given: unknown[], what: 'media' | 'channels') =>
  given.map((one) => {
    const id = parseId(context.payload, one)
    if (id === undefined) throw noSuch(what)
    return id
  })

/** As `posts.distribute` says it of what a post points to. */
export const noSuch = (what: 'media' | 'channels', cause?: unknown): DistributionError =>
  what === 'media'
    ? new DistributionError(
        'MEDIA_MISSING',
        'A picture or video that this post names is not in the media library of its client. Choose another one.',
        { cause },
      )
    : new DistributionError(
        'CHANNEL_NOT_FOUND',
        'A channel that this post names is none of its client. Choose others.',
        { cause },
      )

/**
 * What is written, as the collection of posts takes it.
 *
 * @throws MEDIA_MISSING, CHANNEL_NOT_FOUND where an id can be none of this installation
 */
export const toPostData = (
  context: OperationContext,
  { media, channels, parts, ...said }: Written,
): Record<string, unknown> => ({
  ...said,
  ...(media && { media: knownIds(context, media, 'media') }),
  ...(channels && { channels: knownIds(context, channels, 'channels') }),
  ...(parts && {
    parts: parts.map((part) => ({ ...part, media: knownIds(context, part.media ?? [], 'media') })),
  }),
})
