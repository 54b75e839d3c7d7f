import { z } from 'zod'

export const safeAreaName = z.enum(['every', 'tiktok', 'reels', 'shorts', 'none'])
export type SafeAreaName = z.infer<typeof safeAreaName>

/** What of a frame no sign of the platform covers, as shares of its width and height that are left free at each side. */
export type SafeArea = {
  top: number
  right: number
  bottom: number
  left: number
  /** Where this was read, and on which day (ISO 8601). */
  source: string
  checkedOn: string
}

const checkedOn = '2026-11-22'

/** Of upright frames, which phones fill: their names, buttons and texts stand over the video. In 1080 × 1920 pixels. */
const margins = (top: number, right: number, bottom: number, left: number) => ({
  top: top / 1920,
  right: right / 1080,
  bottom: bottom / 1920,
  left: left / 1080,
})

const upright: Record<Exclude<SafeAreaName, 'none'>, SafeArea> = {
  shorts: {
    ...margins(288, 192, 672, 48),
    source:
      'Google Ads, vertical video ads on YouTube, by shotstack.io/learn/vertical-video-safe-zones',
    checkedOn,
  },
  reels: {
    ...margins(269, 65, 672, 65),
    source: 'Meta, ads in Reels (14 %, 35 %, 6 %), by shotstack.io/learn/vertical-video-safe-zones',
    checkedOn,
  },
  // TikTok publishes templates that differ by the length of the caption, and no figures.
  tiktok: {
    ...margins(288, 192, 672, 120),
    source:
      'The box that clears TikTok, Reels and Shorts, by shotstack.io/learn/vertical-video-safe-zones',
    checkedOn,
  },
  every: {
    ...margins(288, 192, 672, 120),
    source:
      'The box that clears TikTok, Reels and Shorts, by shotstack.io/learn/vertical-video-safe-zones',
    checkedOn,
  },
}

/** Elsewhere nothing stands over the video but the player's own bar: the area for letters of television. */
const plain: SafeArea = {
  top: 0.05,
  right: 0.05,
  bottom: 0.05,
  left: 0.05,
  source: 'EBU R 95, graphics safe area',
  checkedOn,
}

/** A frame that is shown over the whole of an upright phone. */
const isUpright = ({ width, height }: { width: number; height: number }) => width / height < 0.7

/** The area of a frame that letters may stand in. */
export const findSafeArea = (
  frame: { width: number; height: number },
  name: SafeAreaName,
): SafeArea => (name === 'none' || !isUpright(frame) ? plain : upright[name])
