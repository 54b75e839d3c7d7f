import { mediaError } from '../mediaError.ts'
import { type MediaKind, sniffFile } from '../sniffMedia.ts'

const DEMUXERS: Partial<Record<MediaKind, string>> = {
  mp4: 'mov',
  mov: 'mov',
  m4v: 'mov',
  matroska: 'matroska',
}

/** More than this in one block is asked for by broken and hostile files alone, in bytes. */
const mostAtOnce = 512 * 1024 ** 2

/**
 * FFmpeg's arguments that open a clip, and nothing but that clip: the reader is chosen by the file's first bytes, so
 * that a playlist under a video's name is never followed, and only local files can be opened.
 *
 * @throws `MEDIA_UNREADABLE` when the file is absent or not a video of a known kind
 */
export const clipInput = async (path: string): Promise<string[]> => {
  const kind = await sniffFile(path).catch((cause: unknown) => {
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: 'The clip can not be opened. Upload it again.',
      cause,
    })
  })
  const demuxer = DEMUXERS[kind]
  if (!demuxer) {
    const found = kind === 'unknown' ? 'of an unknown kind' : kind.toUpperCase()
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: `The clip is not a video that can be read: it is ${found}. Use MP4, MOV, WebM or MKV.`,
    })
  }
  return [
    ...['-max_alloc', String(mostAtOnce), '-protocol_whitelist', 'file'],
    ...['-f', demuxer, '-i', `file:${path}`],
  ]
}
