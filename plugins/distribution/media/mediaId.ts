import { z } from 'zod'

/** The id of a row of the media library: a number, or a text such as a UUID. */
export const mediaId = z.union([z.int().positive(), z.string().regex(/^[\w-]{1,64}$/)])
export type MediaId = z.infer<typeof mediaId>
