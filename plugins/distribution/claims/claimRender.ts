import type { ClaimOverlays } from '../model/claims.ts'
import type { ID } from '../model/database.ts'

/** What a claim shows: the video of its clip as it is, or one that is made of it with its intro and outro. */
export type ClaimShown = { media: ID[]; render: Record<string, unknown> | null }

/** The picture of all four platforms, in pixels. */
const claimFrame = { width: 1080, height: 1920 } as const

/**
 * What the post of a claim shows, from what its influencer has laid before, behind or over the clip. Undressed, the clip goes
 * out as it is. Bars beside a clip of another shape are black: the edge of a clip changes with each of its scenes.
 */
export const claimRender = (args: { video: ID; overlays: ClaimOverlays | null }): ClaimShown => {
  const { video } = args
  const { intro, outro, fit } = args.overlays ?? {}
  if (!intro && !outro && !fit) return { media: [video], render: null }
  return {
    media: [],
    render: {
      ...{ kind: 'video', clip: video, frame: claimFrame },
      ...(intro ? { intro } : {}),
      ...(outro ? { outro } : {}),
      ...(fit ? { fit } : {}),
    },
  }
}
