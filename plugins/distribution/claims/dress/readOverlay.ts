import type { z } from 'zod'
import { DistributionError, type ErrorDetail } from '../../errors.ts'
import { explainIssue } from '../../explainIssue.ts'
import { mapCard } from '../../media/mapMedia.ts'
import { isMediaError } from '../../media/mediaError.ts'
import { type MediaId, mediaId } from '../../media/mediaId.ts'
import { checkOverlays } from '../../media/video/checkOverlays.ts'
import { overlaySchema } from '../../media/video/videoSpec.ts'

export type OverlayName = 'intro' | 'outro'

const schema = overlaySchema(mediaId)

export type ReadOverlay = z.output<typeof schema>

/** With one detail for each place that does not fit: `intro.seconds`. */
export const overlayRefused = (details: ErrorDetail[], cause?: unknown): DistributionError =>
  new DistributionError(
    'OVERLAY_REFUSED',
    details[0]?.message ?? 'This intro or outro can not be used.',
    { details, cause },
  )

/** Runs a check of overlays' lengths; what it finds is told as a refusal at its place. */
const inWords = (path: string, work: () => void): void => {
  try {
    work()
  } catch (error) {
    if (!isMediaError(error)) throw error
    throw overlayRefused([{ path, code: error.code, message: error.message }], error)
  }
}

/**
 * An intro or outro as it was given.
 *
 * @throws OVERLAY_REFUSED, with each part that does not fit
 */
export const readOverlay = (name: OverlayName, given: Record<string, unknown>): ReadOverlay => {
  const { seconds } = given
  // Before all else, since a length beyond the limit is what people try.
  if (typeof seconds === 'number') {
    const timed = { kind: 'image' as const, image: '', seconds }
    inWords(`${name}.seconds`, () => checkOverlays({ [name]: timed }))
  }
  const parsed = schema.safeParse(given, { error: explainIssue })
  if (parsed.success) return parsed.data
  throw overlayRefused(
    parsed.error.issues.slice(0, 20).map(({ path, code, message }) => {
      const place = [name, ...path].map(String).join('.')
      return { path: place, code, message: `${place}: ${message}` }
    }),
  )
}

/**
 * Passes overlays that leave something of the clip to be seen.
 *
 * @throws OVERLAY_REFUSED
 */
export const checkCovered = (
  overlays: Partial<Record<OverlayName, Pick<ReadOverlay, 'placement' | 'seconds'>>>,
  clipSeconds: number | null | undefined,
): void => {
  if (typeof clipSeconds !== 'number') return
  const timed = (one: Pick<ReadOverlay, 'placement' | 'seconds'> | undefined) =>
    one && { kind: 'image' as const, image: '', placement: one.placement, seconds: one.seconds }
  const [intro, outro] = [timed(overlays.intro), timed(overlays.outro)]
  inWords(intro ? 'intro.seconds' : 'outro.seconds', () =>
    checkOverlays({ ...(intro ? { intro } : {}), ...(outro ? { outro } : {}), clipSeconds }),
  )
}

/** A file that an overlay names, where it names it, and what it must be. */
export type NamedFile = { path: string; id: MediaId; kind: 'image' | 'video' }

/** All files that an overlay names: pictures, the clip, and those of a card. */
export const filesOfOverlay = (name: OverlayName, overlay: ReadOverlay): NamedFile[] => {
  if (overlay.kind === 'image') {
    return [{ path: `${name}.image`, id: overlay.image, kind: 'image' }]
  }
  if (overlay.kind === 'clip') return [{ path: `${name}.clip`, id: overlay.clip, kind: 'video' }]
  const found: NamedFile[] = []
  mapCard<MediaId, typeof overlay.card>(overlay.card, (id) =>
    found.push({ path: `${name}.card`, id, kind: 'image' }),
  )
  return found
}
