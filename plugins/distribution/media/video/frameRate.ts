const COMMON = ['24000/1001', '24', '25', '30000/1001', '30', '48', '50', '60000/1001', '60']
const FASTEST = 60
const UNKNOWN = '30'

/**
 * The steady frame rate of a rendered clip, as FFmpeg reads it: the clip's own where platforms take it, the nearest
 * common one where it is within 1 % (phones record 29.8), at most 60.
 */
export const frameRate = (framesPerSecond: number | null): string => {
  if (!framesPerSecond || !Number.isFinite(framesPerSecond) || framesPerSecond < 1) return UNKNOWN
  if (framesPerSecond > FASTEST) return String(FASTEST)
  const nearest = COMMON.map((rate) => ({
    rate,
    distance: Math.abs(toNumber(rate) - framesPerSecond),
  })).sort((a, b) => a.distance - b.distance)[0]
  if (nearest && nearest.distance <= framesPerSecond * 0.01) return nearest.rate
  return framesPerSecond.toFixed(3)
}

/** `30000/1001` as a number. */
export const toNumber = (rate: string): number => {
  const [over = 0, under = 1] = rate.split('/').map(Number)
  return over / under
}
