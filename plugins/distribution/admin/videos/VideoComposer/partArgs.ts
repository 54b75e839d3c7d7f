import type { ID } from '../../../id.ts'
import type { Flaw } from '../findVideoFlaws.ts'
import type { VideoValue } from '../videoValue.ts'

/** What every part of the composer is given. */
export type PartArgs = {
  video: VideoValue
  put: (part: Partial<VideoValue>) => void
  flaws: Flaw[]
  shared: { path: string; mediaSlug: string; tenant: ID | undefined; isReadOnly: boolean }
}
