import { join } from 'node:path'
import type { MediaFacts } from '../../channels/adapter.ts'
import { mediaError } from '../mediaError.ts'
import { typeOfKind } from '../mediaTypes.ts'
import { type MediaKind, sniffFile } from '../sniffMedia.ts'
import { clipInput } from '../video/clipInput.ts'
import { findFfmpeg } from '../video/findFfmpeg.ts'
import { probeClip } from '../video/probeClip.ts'
import { hasOddColours } from './hasOddColours.ts'
import { isPolyglot } from './isPolyglot.ts'
import { openPicture } from './openPicture.ts'
import { areStreamsPlain, readStreams } from './readStreams.ts'

/** What a file turned out to be. Width and height as it is shown, in pixels; `seconds` of a video. */
export type Look = {
  mimeType: string
  width: number
  height: number
  seconds: number | null
  facts: MediaFacts
}

type Args = {
  path: string
  /** The type of media under which it came. */
  mimeType: string
  /** An empty folder. */
  workDir: string
}

const videos: ReadonlySet<MediaKind> = new Set(['mp4', 'mov', 'm4v', 'matroska', 'avi'])

/**
 * Looks into a picture or video: what it is by its bytes, how large and how long, and whether it can be used at all.
 *
 * @throws `MEDIA_UNREADABLE` where it is broken, cut off, too large to be handled or of a kind that is not known
 */
export const lookInto = async (args: Args): Promise<Look> => {
  const kind = await sniffFile(args.path)
  if (kind === 'unknown' || kind === 'svg') {
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: 'It is no picture or video that is known here, whatever its name says.',
    })
  }
  if (await isPolyglot(args.path)) {
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message:
        'It is an archive or a document as well. Save it anew from a program for pictures or videos.',
    })
  }
  return videos.has(kind) ? lookIntoVideo(args, kind) : lookIntoPicture(args, kind)
}

const lookIntoPicture = async (args: Args, kind: MediaKind): Promise<Look> => {
  const opened = await openPicture({ path: args.path, scratch: join(args.workDir, 'bitmap.png') })
  const { metadata, width, height } = opened
  return {
    mimeType: typeOfKind(kind, args.mimeType),
    width,
    height,
    seconds: null,
    facts: {
      kind,
      hasOddColours: hasOddColours(metadata),
      hasAlpha: metadata.hasAlpha === true,
      isAnimated: (metadata.pages ?? 1) > 1 && kind !== 'tiff',
    },
  }
}

/** A day: what is longer is no clip to be posted. */
const mostSeconds = 24 * 60 * 60

/** A file that takes longer to be looked into is made to. In ms. */
const mostLookMs = 120_000

const lookIntoVideo = async (args: Args, kind: MediaKind): Promise<Look> => {
  const signal = AbortSignal.timeout(mostLookMs)
  try {
    return await lookWithin(args, kind, signal)
  } catch (cause) {
    if (!signal.aborted) throw cause
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: 'It takes too long to be looked into. Export it again as MP4.',
      cause,
    })
  }
}

const lookWithin = async (args: Args, kind: MediaKind, signal: AbortSignal): Promise<Look> => {
  const ffmpeg = await findFfmpeg()
  const input = await clipInput(args.path)
  const clip = await probeClip({ ffmpeg, input, maxSeconds: mostSeconds, signal })
  const streams = await readStreams({ ffmpeg, input, signal })
  const width = Math.round(clip.width * (streams?.picture.sampleAspect ?? 1))
  const isOnItsSide = (streams?.picture.rotation ?? 0) % 180 === 90
  return {
    mimeType: typeOfKind(kind, args.mimeType),
    width: isOnItsSide ? clip.height : width,
    height: isOnItsSide ? width : clip.height,
    seconds: Math.round(clip.seconds * 1000) / 1000,
    facts: { kind, ...(streams ? { isPlain: areStreamsPlain(streams) } : {}) },
  }
}
