import type { ID } from '../../id.ts'

export type Frame = { width: number; height: number }

/** An intro or outro as the panel holds it: a part may still be missing. */
export type OverlayValue = {
  kind: 'image' | 'clip' | 'card'
  image?: ID
  clip?: ID
  card?: Record<string, unknown>
  seconds?: number
  placement?: 'own_frames' | 'superimposed'
}

/** A video as it stands in the field of a post, complete or not. */
export type VideoValue = {
  kind: 'video'
  clip?: ID
  slides?: { image: ID; seconds: number }[]
  fade?: number
  music?: ID
  intro?: OverlayValue
  outro?: OverlayValue
  captions?: { text: string; safeArea?: string }
  frame: Frame
  fit?: 'pad' | 'crop'
  background?: string
}

/** Frames that platforms commonly take, and where they are shown. */
export const frames: { label: string; frame: Frame }[] = [
  {
    label: 'Upright, 1080 × 1920: Reels, Shorts, TikTok, stories',
    frame: { width: 1080, height: 1920 },
  },
  { label: 'Portrait, 1080 × 1350: feeds', frame: { width: 1080, height: 1350 } },
  { label: 'Square, 1080 × 1080: feeds', frame: { width: 1080, height: 1080 } },
  { label: 'Landscape, 1920 × 1080: YouTube, LinkedIn, X', frame: { width: 1920, height: 1080 } },
]

export const emptyVideo: VideoValue = { kind: 'video', frame: { width: 1080, height: 1920 } }

export const nameFrame = ({ width, height }: Frame): string => `${width}x${height}`

/** The value of the field where it is a video; otherwise undefined. */
export const readVideo = (value: unknown): VideoValue | undefined => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  if (value.kind !== 'video') return undefined
  const video = value as VideoValue
  return { ...video, frame: video.frame ?? emptyVideo.frame }
}

/** Without what is not there: a post stores nothing that nobody chose. */
export const tidyVideo = (video: VideoValue): VideoValue =>
  Object.fromEntries(
    Object.entries(video).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  ) as VideoValue
