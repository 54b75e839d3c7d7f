/** A file that was made, as the panel reads it. */
export type MadeFile = {
  filename: string
  mimeType: string
  url?: string | null
  alt?: string | null
}

/** A file that was made, to be looked at. */
export const ShownFile = ({ file }: { file: MadeFile }) => {
  const { url, mimeType, alt, filename } = file
  if (!url) return null
  if (mimeType.startsWith('video/')) {
    return <video src={url} controls muted playsInline preload="metadata" aria-label={filename} />
  }
  // biome-ignore lint/performance/noImgElement: it is shown as it was made, not as Next would make it
  return <img src={url} alt={alt || filename} decoding="async" />
}
