import { mediaError } from '../mediaError.ts'
import { MAX_OVERLAY_SECONDS, type VideoSpec } from './videoSpec.ts'

type Args = Pick<VideoSpec, 'intro' | 'outro'> & {
  /** How long that lasts which they may be superimposed on, where that is known already. */
  clipSeconds?: number
}

/**
 * Passes overlays that are longer than 0 and at most 3 s each and that leave something of the clip to be seen
 * where they are superimposed on it.
 *
 * @throws `OVERLAY_TOO_LONG`, `OVERLAY_TOO_SHORT`
 */
export const checkOverlays = ({ intro, outro, clipSeconds }: Args): void => {
  for (const [name, overlay] of [
    ['intro', intro],
    ['outro', outro],
  ] as const) {
    if (!overlay) continue
    if (!(overlay.seconds > 0)) {
      throw mediaError({
        code: 'OVERLAY_TOO_SHORT',
        message: `The ${name} lasts ${overlay.seconds} s. Give it more than 0 and at most ${MAX_OVERLAY_SECONDS} s, or leave it out.`,
      })
    }
    if (overlay.seconds > MAX_OVERLAY_SECONDS) {
      throw mediaError({
        code: 'OVERLAY_TOO_LONG',
        message: `The ${name} lasts ${overlay.seconds} s. An overlay lasts at most ${MAX_OVERLAY_SECONDS} s: shorten it.`,
      })
    }
  }
  const over = [intro, outro].filter((one) => one?.placement === 'superimposed')
  const covered = over.reduce((sum, one) => sum + (one?.seconds ?? 0), 0)
  if (clipSeconds !== undefined && covered > 0 && covered >= clipSeconds) {
    throw mediaError({
      code: 'OVERLAY_TOO_LONG',
      message: `The intro and outro over it cover ${covered} s of a clip of ${clipSeconds.toFixed(2)} s, so nothing of it would be seen. Shorten them.`,
    })
  }
}
