import { readCaptions } from '../../media/video/captions/readCaptions.ts'
import type { OverlayValue, VideoValue } from './videoValue.ts'

/** What is wrong with a part of a video, as a sentence with its remedy. */
export type Flaw = {
  place: 'clip' | 'slides' | 'intro' | 'outro' | 'captions'
  message: string
  /** Nothing is wrong, it is only not there yet. */
  isMissing?: boolean
}

const mostOverlaySeconds = 3
const isMissing = true

const ofOverlay = (place: 'intro' | 'outro', overlay: OverlayValue | undefined): Flaw[] => {
  if (!overlay) return []
  const { kind, seconds } = overlay
  const flaws: Flaw[] = []
  if (kind === 'image' && overlay.image === undefined)
    flaws.push({
      place,
      isMissing,
      message: `Choose the picture of the ${place}, or take the ${place} away.`,
    })
  if (kind === 'clip' && overlay.clip === undefined)
    flaws.push({
      place,
      isMissing,
      message: `Choose the clip of the ${place}, or take the ${place} away.`,
    })
  if (typeof seconds !== 'number' || !(seconds > 0) || seconds > mostOverlaySeconds) {
    const message = `Let the ${place} last more than 0 and at most ${mostOverlaySeconds} seconds.`
    flaws.push({ place, message })
  }
  return flaws
}

const ofSlides = ({ slides = [], fade = 0.5 }: VideoValue): Flaw[] => {
  if (slides.length === 0)
    return [{ place: 'slides', isMissing, message: 'Choose the pictures that are shown.' }]
  const short = slides.findIndex(({ seconds }) => !(seconds >= Math.max(0.5, fade)))
  if (short >= 0) {
    const least = Math.max(0.5, fade)
    return [{ place: 'slides', message: `Show picture ${short + 1} for at least ${least} s.` }]
  }
  const long = slides.findIndex(({ seconds }) => seconds > 60)
  if (long < 0) return []
  return [{ place: 'slides', message: `Show picture ${long + 1} for at most 60 s.` }]
}

const ofCaptions = ({ captions }: VideoValue): Flaw[] => {
  if (!captions || captions.text.trim() === '') return []
  try {
    readCaptions(captions.text)
    return []
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return [{ place: 'captions', message: error.message }]
  }
}

/** What keeps a video from being made, as far as it can be seen while it is put together. */
export const findVideoFlaws = (video: VideoValue): Flaw[] => [
  ...(video.slides
    ? ofSlides(video)
    : video.clip === undefined
      ? [{ place: 'clip' as const, isMissing, message: 'Choose the clip that is shown.' }]
      : []),
  ...ofOverlay('intro', video.intro),
  ...ofOverlay('outro', video.outro),
  ...ofCaptions(video),
]
