import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Payload } from 'payload'
import { settingsOf } from '../../settings.ts'

/** The folder of the media library, made where it is missing; none where a storage adapter keeps the files elsewhere. */
export const mediaFolder = async (payload: Payload): Promise<string[]> => {
  const { mediaSlug } = settingsOf(payload)
  const { upload } = payload.collections[mediaSlug]!.config
  if (upload.disableLocalStorage) return []
  const folder = resolve(upload.staticDir ?? mediaSlug)
  await mkdir(folder, { recursive: true })
  return [folder]
}
