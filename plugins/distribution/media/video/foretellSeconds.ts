import type { RenderSpec } from '../spec.ts'

/** How long a video will be, in seconds; undefined where the length of its clip is not known. */
export const foretellSeconds = (
  spec: Extract<RenderSpec, { kind: 'video' }>,
  clipSeconds: number | null | undefined,
): number | undefined => {
  const shown = spec.slides
    ? spec.slides.reduce((sum, { seconds }) => sum + seconds, 0)
    : (clipSeconds ?? undefined)
  if (shown === undefined) return undefined
  const own = [spec.intro, spec.outro].filter((part) => part?.placement === 'own_frames')
  return own.reduce((sum, part) => sum + (part?.seconds ?? 0), shown)
}
