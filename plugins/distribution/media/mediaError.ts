/**
 * Why a card or a video was not made.
 * - `CAPTIONS_INVALID`: the captions can not be read, or no font can draw them
 * - `CARD_INVALID`: the card's data do not fit its template
 * - `CARD_GLYPH_MISSING`: the text has characters that no font of the card can draw
 * - `DISK_FULL`: the disk has no room for making it
 * - `FFMPEG_NOT_FOUND`: no FFmpeg on this machine, or `FFMPEG_PATH` names none
 * - `MEDIA_TOO_LARGE`: it can not be made as small as it must be
 * - `MEDIA_UNREADABLE`: a file that was handed in is broken, of another type, or beyond the limits
 * - `OVERLAY_TOO_LONG`: an overlay lasts more than 3 s, or the overlays leave nothing of the clip to be seen
 * - `OVERLAY_TOO_SHORT`: an overlay lasts no time at all
 * - `RENDER_TIMEOUT`: making it took longer than it may
 * - `RENDER_FAILED`: the inputs were fine and the rendering broke
 * - `RENDER_TOO_HEAVY`: making it took more memory than it may
 */
export type MediaErrorCode =
  | 'CAPTIONS_INVALID'
  | 'CARD_INVALID'
  | 'CARD_GLYPH_MISSING'
  | 'DISK_FULL'
  | 'FFMPEG_NOT_FOUND'
  | 'MEDIA_TOO_LARGE'
  | 'MEDIA_UNREADABLE'
  | 'OVERLAY_TOO_LONG'
  | 'OVERLAY_TOO_SHORT'
  | 'RENDER_FAILED'
  | 'RENDER_TIMEOUT'
  | 'RENDER_TOO_HEAVY'

export type MediaError = Error & { code: MediaErrorCode }

type Args = { code: MediaErrorCode; message: string; cause?: unknown }

/** An error of this room: `code` is stable, `message` says to a person what to do next, `cause` is kept. */
export const mediaError = ({ code, message, cause }: Args): MediaError =>
  Object.assign(new Error(message, cause === undefined ? undefined : { cause }), { code })

/** Whether an error came from this room, with one of its codes. */
export const isMediaError = (error: unknown): error is MediaError =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  codes.has(error.code)

const codes: ReadonlySet<string> = new Set<MediaErrorCode>([
  'CAPTIONS_INVALID',
  'CARD_INVALID',
  'CARD_GLYPH_MISSING',
  'DISK_FULL',
  'FFMPEG_NOT_FOUND',
  'MEDIA_TOO_LARGE',
  'MEDIA_UNREADABLE',
  'OVERLAY_TOO_LONG',
  'OVERLAY_TOO_SHORT',
  'RENDER_FAILED',
  'RENDER_TIMEOUT',
  'RENDER_TOO_HEAVY',
])
