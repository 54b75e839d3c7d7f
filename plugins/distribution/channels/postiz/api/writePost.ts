/** A file that Postiz has stored, with the words that describe it. */
export type StoredImage = { id: string; path: string; alt?: string }

/** One post of a creating request. `content` is laid out already. */
export type NewPost<Image = StoredImage> = {
  integrationId: string
  content: string
  images: Image[]
  settings: Record<string, unknown>
  /** The comments or the thread that follow it; `delayMinutes` after what goes before. */
  parts?: { content: string; images: Image[]; delayMinutes: number }[]
}

/** A post as it stands in the body of a creating request, property for property. */
export type WrittenPost<Image = StoredImage> = {
  integration: { id: string }
  settings: Record<string, unknown>
  value: { content: string; image: Image[]; delay?: number }[]
}

/** Writes a post as Postiz reads it: itself first, then what follows it. */
export const writePost = <Image>(post: NewPost<Image>): WrittenPost<Image> => {
  const { integrationId, content, images, settings, parts = [] } = post
  return {
    integration: { id: integrationId },
    settings,
    value: [
      { content, image: images },
      ...parts.map((part) => ({
        content: part.content,
        image: part.images,
        delay: part.delayMinutes,
      })),
    ],
  }
}
