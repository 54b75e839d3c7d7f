import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMediaError, mediaError } from '../mediaError.ts'
import { checkOverlays } from './checkOverlays.ts'
import { clipInput } from './clipInput.ts'
import { encodeArguments } from './encodeArguments.ts'
import { encodeClip } from './encodeClip.ts'
import { type Ffmpeg, findFfmpeg } from './findFfmpeg.ts'
import { makeThumbnail } from './makeThumbnail.ts'
import { measureLoudness } from './measureLoudness.ts'
import { prepareOverlay } from './prepareOverlay.ts'
import { type Clip, probeClip } from './probeClip.ts'
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

/** A finished video. `seconds` is the clip's length, `bytes` the size of the MP4. */
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
 * Renders a clip into one frame, with its overlays, as H.264/AAC/MP4, and a thumbnail beside it. Sound is brought to
 * -14 LUFS where its peaks allow; a clip without sound gets a silent track, which some platforms demand.
 *
 * Everything is written into a folder of its own and renamed when it is whole: a half file never bears the name of a
 * finished one. An abort kills FFmpeg at once and leaves nothing.
 *
 * @throws `OVERLAY_TOO_LONG`, `OVERLAY_TOO_SHORT`, `MEDIA_UNREADABLE`, `FFMPEG_NOT_FOUND`, `RENDER_FAILED`; the
 * signal's reason when aborted
 */
export const renderVideo = async (spec: VideoSpec, args: Args): Promise<RenderedVideo> => {
  const { workDir, signal } = args
  signal?.throwIfAborted()
  checkOverlays(spec)
  const ffmpeg = args.ffmpeg ?? (await findFfmpeg())
  const scratch = await mkdtemp(join(workDir, '.rendering-'))
  try {
    return await renderInto({ ...args, spec, ffmpeg, scratch })
  } catch (error) {
    if (signal?.aborted) throw signal.reason
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

const renderInto = async ({
  spec,
  ffmpeg,
  scratch,
  workDir,
  signal,
  ...args
}: InnerArgs): Promise<RenderedVideo> => {
  const { name = 'video', maxSeconds = 3600 } = args
  const { frame, intro, outro, background = '#000000' } = spec
  const report = reporter(args.onProgress)
  report(0)

  const input = await clipInput(spec.clip)
  const clip = await probeClip({ ffmpeg, input, maxSeconds, signal })
  checkOverlays({ intro, outro, clipSeconds: clip.seconds })
  const prepared = {
    intro:
      intro &&
      (await prepareOverlay({
        overlay: intro,
        name: 'intro',
        frame,
        output: join(scratch, 'intro.png'),
      })),
    outro:
      outro &&
      (await prepareOverlay({
        overlay: outro,
        name: 'outro',
        frame,
        output: join(scratch, 'outro.png'),
      })),
  }
  const loudness = clip.hasSound ? await measureLoudness({ ffmpeg, input, signal }) : null
  report(5)

  const video = join(scratch, 'video.mp4')
  const encode = encodeArguments({
    ...prepared,
    clip,
    input,
    frame,
    background,
    loudness,
    output: video,
  })
  await encodeClip({
    ffmpeg,
    encode,
    seconds: clip.seconds,
    output: video,
    signal,
    onShare: (share) => report(5 + share * 92),
  })
  const { size } = await stat(video)

  const thumbnail = join(scratch, 'thumbnail.jpg')
  const at = middleOf({ clip, intro, outro })
  await makeThumbnail({
    ffmpeg,
    video,
    at,
    scratch: join(scratch, 'frame.png'),
    output: thumbnail,
    signal,
  })

  signal?.throwIfAborted()
  const finished = {
    path: join(workDir, `${name}.mp4`),
    thumbnailPath: join(workDir, `${name}.jpg`),
  }
  await rename(thumbnail, finished.thumbnailPath)
  await rename(video, finished.path)
  report(100)
  return { ...finished, ...frame, mimeType: 'video/mp4', seconds: clip.seconds, bytes: size }
}

/** An instant at which no overlay hides the clip. */
const middleOf = ({ clip, intro, outro }: { clip: Clip } & Pick<VideoSpec, 'intro' | 'outro'>) => {
  const from = intro?.seconds ?? 0
  const until = clip.seconds - (outro?.seconds ?? 0)
  return (from + until) / 2
}

const reporter = (onProgress?: (percent: number) => void) => {
  let last = -1
  return (percent: number) => {
    const whole = Math.floor(percent)
    if (whole <= last) return
    last = whole
    onProgress?.(whole)
  }
}
