import type { Content, MediaFile } from '../adapter.ts'

/** What a person with a phone is handed: a caption to copy, files to save, and what follows the post. */
export type ComposedTask<File> = {
  caption: string
  files: File[]
  parts: { text: string; files: File[]; delayMinutes: number }[]
}

/** The caption as the field agent copies it: the text, and the link below it. */
const captionOf = (content: Pick<Content, 'text' | 'link'>): string =>
  [content.text.trim(), content.link ?? ''].filter((part) => part !== '').join('\n\n')

/**
 * A post exactly as the phone gets it; `toFile` says what stands for a file. What the phone opens and what is shown
 * beforehand are both made here.
 */
export const composeTask = <File>(
  content: Content,
  toFile: (file: MediaFile) => File,
): ComposedTask<File> => ({
  caption: captionOf(content),
  files: content.media.map(toFile),
  parts: (content.parts ?? []).map(({ text, media, delayMinutes }) => ({
    text: text.trim(),
    files: media.map(toFile),
    delayMinutes,
  })),
})
