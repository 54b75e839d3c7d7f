import type { Loudness } from './measureLoudness.ts'
import { normaliseSound } from './normaliseSound.ts'

const STEREO = 'aformat=sample_fmts=fltp:channel_layouts=stereo'

/** FFmpeg's filters that bring a sound into the form of the result, as loud as it should be. */
export const soundFilters = (loudness: Loudness | null): string =>
  [
    'aresample=48000:async=1:first_pts=0',
    STEREO,
    ...(loudness ? normaliseSound(loudness) : []),
    STEREO,
  ].join(',')
