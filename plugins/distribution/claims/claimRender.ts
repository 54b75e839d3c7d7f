import type { ClaimOverlay } from '../model/claims.ts'
import type { ID } from '../model/database.ts'

/** What a claim shows: the video of its clip as it is, or one that is made of it with its intro and outro. */
export type ClaimShown = { media: ID[]; render: Record<string, unknown> | null }

/** The picture of all four platforms, in pixels. */
export const claimFrame = { width: 1080, height: 1920 } as const

/** What the post of a claim shows, from what its influencer has laid before, behind or over the clip. */
export const claimRender = (args: {
  video: ID
  overlays: { intro?: ClaimOverlay; outro?: ClaimOverlay } | null
}): ClaimShown => {
  const { video } = args
  const { intro, outro } = args.overlays ?? {}
  if (!intro && !outro) return { media: [video], render: null }
  return {
    media: [],
    render: {
      ...{ kind: 'video', clip: video, frame: claimFrame },
      ...(intro ? { intro } : {}),
      ...(outro ? { outro } : {}),
    },
  }
}
