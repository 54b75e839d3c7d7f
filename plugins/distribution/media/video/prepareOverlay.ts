import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mediaError } from '../mediaError.ts'
import { asUnreadable, readPicture } from '../readPicture.ts'
import { clipInput } from './clipInput.ts'
import { drawFrame } from './drawFrame.ts'
import type { Ffmpeg } from './findFfmpeg.ts'
import { type Loudness, measureLoudness } from './measureLoudness.ts'
import { type Clip, probeClip } from './probeClip.ts'
import { stillInput } from './stillInput.ts'
import type { Overlay, Placement, VideoSpec } from './videoSpec.ts'

/** An intro or outro as FFmpeg takes it: what opens it, and what is known of it. */
export type PreparedOverlay = {
  seconds: number
  placement: Placement
  input: string[]
  /** Null: a still picture that has the size of the frame. */
  clip: (Clip & { loudness: Loudness | null }) | null
}

type Args = {
  ffmpeg: Ffmpeg
  overlay: Overlay
  name: 'intro' | 'outro'
  spec: Pick<VideoSpec, 'frame'> & { background: string; fit: 'pad' | 'crop' }
  /** From `frameRate`: of the result. */
  rate: string
  /** An existing folder. */
  scratch: string
  signal?: AbortSignal
}

/** The longest clip that may be given for an overlay, of which the first seconds are shown. */
const mostSeconds = 3600

/**
 * Makes an overlay ready. Of pictures FFmpeg sees only a PNG of our own making, never the file that was handed in.
 *
 * @throws `MEDIA_UNREADABLE`, `OVERLAY_TOO_SHORT`, the codes of `renderCard`
 */
export const prepareOverlay = async (args: Args): Promise<PreparedOverlay> => {
  const { ffmpeg, overlay, name, signal, rate } = args
  const { seconds, placement = 'own_frames' } = overlay
  if (overlay.kind === 'clip') {
    const input = await clipInput(overlay.clip as string)
    const clip = await probeClip({ ffmpeg, input, maxSeconds: mostSeconds, signal })
    if (clip.seconds < seconds - 1 / 15) {
      throw mediaError({
        code: 'OVERLAY_TOO_SHORT',
        message: `The ${name} is to last ${seconds} s, and its clip has ${clip.seconds.toFixed(2)} s. Give it no more than that.`,
      })
    }
    const hasSound = clip.hasSound && placement === 'own_frames'
    const loudness = hasSound ? await measureLoudness({ ffmpeg, input, seconds, signal }) : null
    return { seconds, placement, input, clip: { ...clip, loudness } }
  }
  const path = join(args.scratch, `${name}.png`)
  await writeFile(path, await drawStill(args, placement))
  return { seconds, placement, input: stillInput({ path, rate }), clip: null }
}

/** On frames of its own it fills the frame; superimposed, the clip is seen around it. */
const drawStill = async ({ overlay, name, spec }: Args, placement: Placement): Promise<Buffer> => {
  if (overlay.kind === 'card') {
    // Cards bring fonts and templates, which most videos do without.
    const { drawCardForFrame } = await import('./drawCardForFrame.ts')
    return drawCardForFrame({ card: overlay.card, frame: spec.frame })
  }
  if (overlay.kind === 'clip') throw new TypeError('A clip is no still picture.')
  if (placement === 'own_frames') return drawFrame({ picture: overlay.image, name, spec })
  const image = await readPicture({ picture: overlay.image, name })
  return image
    .resize({ ...spec.frame, fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .ensureAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer()
    .catch(asUnreadable(name))
}
