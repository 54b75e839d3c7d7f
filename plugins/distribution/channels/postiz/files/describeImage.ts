import type { MediaFile } from '../../adapter.ts'

/** A file as a post names it: by `stored`, with the words that describe it where there are any. */
export const describeImage = <Stored extends object>(
  { alt }: MediaFile,
  stored: Stored,
): Stored & { alt?: string } => ({ ...stored, ...(alt ? { alt } : {}) })
