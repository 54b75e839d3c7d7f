import type { Loudness } from './measureLoudness.ts'

/** What the large platforms play at, in LUFS: louder sound is turned down there, quieter stays quiet. */
export const TARGET_LOUDNESS = -14
/** The highest peak that survives the platforms' own encoding without distortion, in dBTP. */
export const HIGHEST_PEAK = -1.5
/** More than this, in dB, would only lift the noise of a room. */
const MOST_GAIN = 30
/** What a limiter takes off peaks, in dB, before one hears it work. */
const MOST_LIMITING = 6

/**
 * FFmpeg's filters that bring a sound as near to the target as its peaks allow: one gain for the whole clip, so that
 * its dynamics stay, and a limiter for the peaks. (`loudnorm` would do both, but its builds of 2018 leave sound of
 * under 3 s as quiet as it was.)
 */
export const normaliseSound = ({ integrated, truePeak }: Loudness): string[] => {
  const headroom = HIGHEST_PEAK - truePeak
  const gain = Math.min(TARGET_LOUDNESS - integrated, MOST_GAIN, headroom + MOST_LIMITING)
  const volume = `volume=${gain.toFixed(2)}dB`
  if (gain <= headroom) return [volume]
  // The limiter looks at samples, between which the true peak may be half a dB higher.
  const limit = 10 ** ((HIGHEST_PEAK - 0.5) / 20)
  return [volume, `alimiter=limit=${limit.toFixed(4)}:attack=5:release=50:level=0`]
}
