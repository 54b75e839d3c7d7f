import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { diskFull, isDiskFull } from '../isDiskFull.ts'
import { isMediaError, mediaError } from '../mediaError.ts'
import { prepareCaptions } from './captions/prepareCaptions.ts'
import { checkOverlays } from './checkOverlays.ts'
import { composeGraph, type GraphArgs } from './composeGraph.ts'
import { encodeArguments } from './encodeArguments.ts'
import { encodeClip } from './encodeClip.ts'
import { type Ffmpeg, findFfmpeg } from './findFfmpeg.ts'
import { makeThumbnail } from './makeThumbnail.ts'
import { prepareMain } from './prepareMain.ts'
import { type PreparedOverlay, prepareOverlay } from './prepareOverlay.ts'
import type { VideoSpec } from './videoSpec.ts'

type Args = {
  /** An existing folder, into which `<name>.mp4` and `<name>.jpg` are put. */
  workDir: string
  /** @default 'video' */
  name?: string
  signal?: AbortSignal
  /** Whole per cent, 0 to 100, each at most once and never falling. */
  onProgress?: (percent: number) => void
  /** The longest clip that is taken, in seconds. @default 3600 */
  maxSeconds?: number
  /** @default what `findFfmpeg` finds */
  ffmpeg?: Ffmpeg
}

/** A finished video. `seconds` is its whole length, with what stands before and after the clip; `bytes` the size of the MP4. */
export type RenderedVideo = {
  path: string
  thumbnailPath: string
  mimeType: 'video/mp4'
  width: number
  height: number
  seconds: number
  bytes: number
}

/**
 * Renders a clip, or slides, into one frame, with its overlays and captions, as H.264/AAC/MP4, and a thumbnail beside
 * it. Sound is brought to -14 LUFS where its peaks allow; what has none gets a silent track, which some platforms demand.
 *
 * Everything is written into a folder of its own and renamed when it is whole: a half file never bears the name of a
 * finished one. An abort kills FFmpeg at once and leaves nothing.
 *
 * @throws `OVERLAY_TOO_LONG`, `OVERLAY_TOO_SHORT`, `CAPTIONS_INVALID`, `MEDIA_UNREADABLE`, `FFMPEG_NOT_FOUND`,
 * `DISK_FULL`, `RENDER_FAILED`, `RENDER_TOO_HEAVY`, the codes of `renderCard`; the signal's reason when aborted
 */
export const renderVideo = async (spec: VideoSpec, args: Args): Promise<RenderedVideo> => {
  const { signal } = args
  const workDir = resolve(args.workDir)
  signal?.throwIfAborted()
  checkOverlays(spec)
  const ffmpeg = args.ffmpeg ?? (await findFfmpeg())
  const scratch = await mkdtemp(join(workDir, '.rendering-'))
  try {
    return await renderInto({ ...args, workDir, spec, ffmpeg, scratch })
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (isDiskFull(error)) throw diskFull(error)
    if (isMediaError(error)) throw error
    throw mediaError({
      code: 'RENDER_FAILED',
      message:
        'The video could not be made. Look at the worker’s disk space and memory, then try again.',
      cause: error,
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

type InnerArgs = Args & { spec: VideoSpec; ffmpeg: Ffmpeg; scratch: string }

/** How much of the whole is done after each step, in per cent; encoding takes nearly all of it. */
const DONE = { main: 8, overlays: 10, captions: 12, encoded: 97 }

const renderInto = async (given: InnerArgs): Promise<RenderedVideo> => {
  const { ffmpeg, scratch, workDir, signal, name = 'video', maxSeconds = 3600 } = given
  const spec = { ...given.spec, background: '#000000', fit: 'pad' as const, ...given.spec }
  const { frame, captions } = spec
  const report = reporter(given.onProgress)
  report(0)

  const { main, rate } = await prepareMain({
    ffmpeg,
    spec,
    maxSeconds,
    scratch,
    signal,
    onShare: (share) => report(share * DONE.main),
  })
  checkOverlays({ ...spec, clipSeconds: main.seconds })
  const overlays: GraphArgs['overlays'] = {}
  for (const part of ['intro', 'outro'] as const) {
    const overlay = spec[part]
    if (!overlay) continue
    overlays[part] = await prepareOverlay({
      ...{ ffmpeg, overlay, name: part, spec, rate, scratch, signal },
    })
  }
  report(DONE.overlays)
  const { seconds: shown } = main
  const prepared =
    captions && (await prepareCaptions({ captions, frame, seconds: shown, scratch, signal }))
  report(DONE.captions)

  const graph = composeGraph({ ...spec, main, overlays, rate, captions: prepared })
  const { seconds } = graph
  const video = join(scratch, 'video.mp4')
  await encodeClip({
    ffmpeg,
    encode: encodeArguments({ graph, rate, output: video }),
    seconds,
    output: video,
    signal,
    onShare: (share) => report(DONE.captions + share * (DONE.encoded - DONE.captions)),
  })
  const { size } = await stat(video)

  const thumbnail = join(scratch, 'thumbnail.jpg')
  const at = middleOf({ seconds, intro: overlays.intro, outro: overlays.outro })
  const frameAt = join(scratch, 'frame.png')
  await makeThumbnail({ ffmpeg, video, at, scratch: frameAt, output: thumbnail, signal })

  signal?.throwIfAborted()
  const finished = {
    path: join(workDir, `${name}.mp4`),
    thumbnailPath: join(workDir, `${name}.jpg`),
  }
  await rename(thumbnail, finished.thumbnailPath)
  await rename(video, finished.path)
  report(100)
  return { ...finished, ...frame, mimeType: 'video/mp4', seconds, bytes: size }
}

type Between = { seconds: number; intro?: PreparedOverlay; outro?: PreparedOverlay }

/** An instant of the result at which no overlay hides the clip. */
const middleOf = ({ seconds, intro, outro }: Between) =>
  ((intro?.seconds ?? 0) + seconds - (outro?.seconds ?? 0)) / 2

const reporter = (onProgress?: (percent: number) => void) => {
  let last = -1
  return (percent: number) => {
    const whole = Math.floor(percent)
    if (whole <= last) return
    last = whole
    onProgress?.(whole)
  }
}
