import { z } from 'zod'
import { brandSchema, cardSchema } from '../card/cardSpec.ts'
import { safeAreaName } from './captions/safeAreas.ts'

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

/**
 * `own_frames`: before and after the clip, which grows by them. `superimposed`: over its first and last seconds, which some
 * platforms forbid.
 */
export const placement = z.enum(['own_frames', 'superimposed'])
export type Placement = z.infer<typeof placement>

const overlayShape = {
  seconds: z.number().positive().max(MAX_OVERLAY_SECONDS),
  placement: placement.default('own_frames'),
}

/** An intro or outro. `kind` says what it is made of; `seconds` is longer than 0 and at most 3. */
export const overlaySchema = <File extends z.ZodType>(file: File) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('image'), image: file, ...overlayShape }),
    // Drawn in the size of the frame. Without a brand it is the tenant's, as it is when the video is made.
    z.object({
      kind: z.literal('card'),
      card: cardSchema({ picture: file, extra: { brand: brandSchema(file).optional() } }),
      ...overlayShape,
    }),
    // Its first seconds; the last picture of one that is shorter stays.
    z.object({ kind: z.literal('clip'), clip: file, ...overlayShape }),
  ])

export const MAX_SLIDES = 50

const slide = <File extends z.ZodType>(file: File) =>
  z.object({ image: file, seconds: z.number().min(0.5).max(60) })

const captions = z.object({
  /** The whole of an SRT or WebVTT file, which is told by its first line. Its times are those of the clip. */
  text: z.string().trim().min(1).max(200_000),
  /** Of which platform's signs the captions are kept clear. */
  safeArea: safeAreaName.default('every'),
})

/**
 * A clip, or slides one after the other, brought to one frame, with an intro, an outro and captions.
 * `file` says how files are named: by media ids in a post, by paths when it is rendered.
 */
export const videoShape = <File extends z.ZodType>(file: File) => ({
  /** What is shown; `slides` stand in its place. */
  clip: file.optional(),
  slides: z.array(slide(file)).min(1).max(MAX_SLIDES).optional(),
  /** Seconds in which a slide appears over the one before it. */
  fade: z.number().min(0).max(2).default(0.5),
  /** A clip whose sound accompanies the slides, over and over, and fades out with them. */
  music: file.optional(),
  intro: overlaySchema(file).optional(),
  outro: overlaySchema(file).optional(),
  captions: captions.optional(),
  /** The frame of the result in even pixels. */
  frame: z.object({ width: even, height: even }),
  /** Whether the clip is shown whole in the frame, or fills it and loses what stands out. */
  fit: z.enum(['pad', 'crop']).default('pad'),
  /** The colour of the padding. */
  background: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#000000'),
})

type Source = { clip?: unknown; slides?: { seconds: number }[]; music?: unknown; fade: number }

/** For `superRefine`: what the parts of a video say together. */
export const checkSource = (
  { clip, slides, music, fade }: Source,
  context: z.RefinementCtx,
): void => {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  if ((clip === undefined) === (slides === undefined))
    refuse('clip', 'Give a video either a clip or slides.')
  if (slides === undefined && music !== undefined)
    refuse('music', 'Music accompanies slides; a clip keeps its own sound.')
  if (slides?.some(({ seconds }) => seconds < fade))
    refuse('slides', 'Show each slide at least as long as it takes to appear.')
}

const anyFile = z.custom<string | Uint8Array>()
type Shape = z.input<z.ZodObject<ReturnType<typeof videoShape<typeof anyFile>>>>

/** An overlay as it is rendered: a picture by its path or bytes, a clip by its path, a card with its files' bytes. */
export type Overlay = NonNullable<Shape['intro']>

/** A video as it is rendered: files by their paths, those of cards and pictures also by their bytes. */
export type VideoSpec = Shape
