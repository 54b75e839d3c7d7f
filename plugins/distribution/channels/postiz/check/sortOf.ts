import type { MediaFile } from '../../adapter.ts'
import type { MediaLimit } from '../rules/mediaLimits.ts'

/** Which sort of limit a file comes under; undefined for what is neither picture nor video. */
export const sortOf = (file: MediaFile): MediaLimit['of'] | undefined => {
  const type = file.mimeType.toLowerCase()
  if (type.startsWith('video/')) return 'video'
  if (!type.startsWith('image/')) return undefined
  return type === 'image/gif' && (file.facts?.isAnimated ?? true) ? 'animation' : 'picture'
}
