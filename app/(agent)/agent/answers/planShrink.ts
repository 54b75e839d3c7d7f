/** The most that the server takes of a photo, in bytes. */
export const mostBytes = 700_000

export type Size = { width: number; height: number }

/** One way of making a photo smaller: its size in pixels, and the quality of the JPEG from 0 to 1. */
export type Shrinking = Size & { quality: number }

/** The longer side, in pixels. Words on a screenshot can still be read at the least of them. */
const sides = [1600, 1280, 1024, 768]

const qualities = [0.82, 0.6]

/** The ways to try one after the other until the photo is small enough, the best-looking first. None makes it larger. */
export const planShrink = ({ width, height }: Size): Shrinking[] => {
  const longer = Math.max(width, height)
  const wanted = new Set(sides.map((side) => Math.min(side, longer)))
  return [...wanted].flatMap((side) =>
    qualities.map((quality) => ({
      width: Math.max(1, Math.round((width * side) / longer)),
      height: Math.max(1, Math.round((height * side) / longer)),
      quality,
    })),
  )
}
