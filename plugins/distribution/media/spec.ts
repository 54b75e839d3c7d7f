import { z } from 'zod'
import { brandSchema, cardSchema } from './card/cardSpec.ts'
import type { ConversionSpec } from './conversion/conversionSpec.ts'
import { mediaId } from './mediaId.ts'
import { checkSource, videoShape } from './video/videoSpec.ts'

const specSchema = <File extends z.ZodType>(file: File) =>
  z.discriminatedUnion('kind', [
    // Without a brand it is the tenant's, as it is when the card is made.
    cardSchema({
      picture: file,
      extra: { kind: z.literal('card'), brand: brandSchema(file).optional() },
    }),
    z.object({ kind: z.literal('video'), ...videoShape(file) }).superRefine(checkSource),
  ])

/**
 * What a post asks to be rendered, as it is stored: files are named by their media ids. Every kind, template and
 * overlay bears its name, so that new ones can stand beside what is stored already.
 */
export const renderSpecSchema = specSchema(mediaId)

export type RenderSpec = z.output<typeof renderSpecSchema>
/** A render spec whose files are named in another way: by their hashes, paths or bytes. */
export type RenderSpecOf<File> = z.output<ReturnType<typeof specSchema<z.ZodType<File>>>>

/** Whatever is made: what posts ask for, and files brought into the form that a channel takes. */
export type MadeSpec = RenderSpec | ConversionSpec
export type MadeSpecOf<File> = RenderSpecOf<File> | ConversionSpec<File>
