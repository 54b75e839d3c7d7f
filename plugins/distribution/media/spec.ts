import { z } from 'zod'
import { brandSchema, cardSchema } from './card/cardSpec.ts'
import { videoShape } from './video/videoSpec.ts'

/** The id of a row of the media library: a number, or a text such as a UUID. */
export const mediaId = z.union([z.int().positive(), z.string().regex(/^[\w-]{1,64}$/)])
export type MediaId = z.infer<typeof mediaId>

const specSchema = <File extends z.ZodType>(file: File) =>
  z.discriminatedUnion('kind', [
    // Without a brand it is the tenant's, as it is when the card is made.
    cardSchema({
      picture: file,
      extra: { kind: z.literal('card'), brand: brandSchema(file).optional() },
    }),
    z.object({ kind: z.literal('video'), ...videoShape({ clip: file, picture: file }) }),
  ])

/**
 * What a post asks to be rendered, as it is stored: files are named by their media ids. Every kind, template and
 * overlay bears its name, so that new ones can stand beside what is stored already.
 */
export const renderSpecSchema = specSchema(mediaId)

export type RenderSpec = z.output<typeof renderSpecSchema>
/** A render spec whose files are named in another way: by their hashes, paths or bytes. */
export type RenderSpecOf<File> = z.output<ReturnType<typeof specSchema<z.ZodType<File>>>>
