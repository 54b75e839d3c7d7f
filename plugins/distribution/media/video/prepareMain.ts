import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mediaError } from '../mediaError.ts'
import { clipInput } from './clipInput.ts'
import { drawFrame } from './drawFrame.ts'
import type { Ffmpeg } from './findFfmpeg.ts'
import { frameRate } from './frameRate.ts'
import type { Main } from './mainPart.ts'
import { measureLoudness } from './measureLoudness.ts'
import { probeClip } from './probeClip.ts'
import type { Slide } from './slideFilters.ts'
import { stillInput } from './stillInput.ts'
import type { VideoSpec } from './videoSpec.ts'

type Args = {
  ffmpeg: Ffmpeg
  spec: VideoSpec & { background: string; fit: 'pad' | 'crop' }
  maxSeconds: number
  /** An existing folder. */
  scratch: string
  signal?: AbortSignal
  /** How much is done, 0 to 1. */
  onShare: (share: number) => void
}

/** How slides are shown that were made of still pictures. */
const SLIDE_RATE = '30'

/**
 * Looks into the clip, or draws the slides, and listens to what will be heard.
 *
 * @throws `MEDIA_UNREADABLE`
 */
export const prepareMain = (args: Args): Promise<{ main: Main; rate: string }> =>
  args.spec.slides ? prepareSlides(args) : prepareClip(args)

const prepareClip = async (args: Args): Promise<{ main: Main; rate: string }> => {
  const { ffmpeg, spec, maxSeconds, signal, onShare } = args
  if (spec.clip === undefined)
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: 'The video has neither a clip nor slides.',
    })
  const input = await clipInput(spec.clip as string)
  const clip = await probeClip({ ffmpeg, input, maxSeconds, signal })
  onShare(0.2)
  const { seconds } = clip
  const onTime = (reached: number) => onShare(0.2 + Math.min(1, reached / seconds) * 0.8)
  const loudness = clip.hasSound ? await measureLoudness({ ffmpeg, input, signal, onTime }) : null
  return {
    main: { kind: 'clip', clip, input, loudness, seconds },
    rate: frameRate(clip.framesPerSecond),
  }
}

const prepareSlides = async (args: Args): Promise<{ main: Main; rate: string }> => {
  const { spec, signal, onShare, maxSeconds } = args
  const { slides: given = [], fade = 0.5 } = spec
  const seconds = given.reduce((sum, one) => sum + one.seconds, 0)
  if (seconds > maxSeconds) {
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: `The slides last ${Math.round(seconds)} s, and at most ${maxSeconds} s are rendered. Show fewer.`,
    })
  }
  const slides: Slide[] = []
  for (const [index, slide] of given.entries()) {
    signal?.throwIfAborted()
    const path = join(args.scratch, `slide-${index}.png`)
    const name = `picture of slide ${index + 1}`
    await writeFile(path, await drawFrame({ picture: slide.image as string, name, spec }))
    slides.push({ input: stillInput({ path, rate: SLIDE_RATE }), seconds: slide.seconds })
    onShare((0.8 * (index + 1)) / given.length)
  }
  const music = await prepareMusic(args, seconds)
  return { main: { kind: 'slides', slides, fade, music, seconds }, rate: SLIDE_RATE }
}

const prepareMusic = async (args: Args, seconds: number) => {
  const { ffmpeg, spec, maxSeconds, signal } = args
  if (spec.music === undefined) return null
  const input = await clipInput(spec.music as string)
  const clip = await probeClip({ ffmpeg, input, maxSeconds, signal })
  if (!clip.hasSound) {
    throw mediaError({
      code: 'MEDIA_UNREADABLE',
      message: 'The clip that was chosen as music has no sound. Choose another one.',
    })
  }
  const loudness = await measureLoudness({ ffmpeg, input, seconds, signal })
  return { input: ['-stream_loop', '-1', '-vn', ...input], loudness }
}
