import type { MediaFile } from './adapter.ts'

/**
 * What stands for a file before it is sent: its bytes by their SHA-256 (hex), and how it is handed over. All of it is null
 * while the file is still to be made; `sha256` alone for what was stored before files were hashed.
 */
export type FileToSend = {
  sha256: string | null
  name: string | null
  mimeType: string | null
  bytes: number | null
}

export const unknownFile: FileToSend = { sha256: null, name: null, mimeType: null, bytes: null }

export const sha256Of = ({ version }: MediaFile): string | null =>
  /^sha256:([\da-f]+)$/.exec(version)?.[1] ?? null

/** A file under its own name. */
export const fileToSend = (file: MediaFile): FileToSend => ({
  sha256: sha256Of(file),
  name: file.filename,
  mimeType: file.mimeType,
  bytes: file.bytes,
})
