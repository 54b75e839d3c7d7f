import { z } from 'zod'

/** The longest that an overlay may last, in seconds. */
export const MAX_OVERLAY_SECONDS = 3

/** Frames that platforms commonly take, in pixels. */
export const VIDEO_FRAMES = {
  square: { width: 1080, height: 1080 },
  portrait: { width: 1080, height: 1350 },
  landscape: { width: 1920, height: 1080 },
  story: { width: 1080, height: 1920 },
} as const

const even = z.int().min(64).max(4096).multipleOf(2)

/** An intro or outro. `kind` says what it is made of; `seconds` is longer than 0 and at most 3. */
export const overlaySchema = <Picture extends z.ZodType>(picture: Picture) =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('image'),
      image: picture,
      seconds: z.number().positive().max(MAX_OVERLAY_SECONDS),
    }),
  ])

/**
 * A clip brought to one frame, with an intro over its first and an outro over its last seconds.
 * `clip` and `picture` say how files are named: by media ids in a post, by paths and bytes when it is rendered.
 */
export const videoShape = <Clip extends z.ZodType, Picture extends z.ZodType>({
  clip,
  picture,
}: {
  clip: Clip
  picture: Picture
}) => ({
  clip,
  intro: overlaySchema(picture).optional(),
  outro: overlaySchema(picture).optional(),
  /** The frame of the result in even pixels; the clip is scaled to fit and padded. */
  frame: z.object({ width: even, height: even }),
  /** The colour of the padding. */
  background: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#000000'),
})

/** An overlay as it is rendered: a picture by its path or its bytes. */
export type Overlay = { kind: 'image'; image: string | Uint8Array; seconds: number }

/** A video as it is rendered: `clip` is the path of the file. */
export type VideoSpec = {
  clip: string
  intro?: Overlay
  outro?: Overlay
  frame: { width: number; height: number }
  background?: string
}
