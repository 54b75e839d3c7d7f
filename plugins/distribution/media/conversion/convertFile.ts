import type { Conversion } from '../../channels/adapter.ts'
import { type ConvertedFile, convertPicture } from './convertPicture.ts'
import { convertVideo } from './convertVideo.ts'

type Args = {
  path: string
  conversion: Conversion
  workDir: string
  signal?: AbortSignal
  /** Of a video: whole per cent, never falling. */
  onProgress?: (percent: number) => void
}

/**
 * Brings a file into the form that is asked for.
 *
 * @throws `MEDIA_UNREADABLE`, `MEDIA_TOO_LARGE`, `RENDER_FAILED`, `FFMPEG_NOT_FOUND`
 */
export const convertFile = (args: Args): Promise<ConvertedFile> =>
  args.conversion.to === 'video' ? convertVideo(args) : convertPicture(args)
