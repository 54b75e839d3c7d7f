import type { MediaItem } from '../rules/checkMedia.ts'
import { describeMedia } from '../store/media.ts'
import type { Store } from '../store/openStore.ts'
import { escapeHtml } from './markupOf.ts'

type Args = {
  store: Store
  media: MediaItem[]
  /** Upright, as in a story. */
  isTall: boolean
}

const shown = 4

/** Pictures and videos out of the sandbox's own uploads; of others only the name. */
export function renderMedia({ store, media, isTall }: Args): string {
  if (!media.length) return ''
  const items = media.slice(0, shown).map((item) => renderItem({ store, item }))
  const rest = media.length > shown ? `<span class="rest">+${media.length - shown}</span>` : ''
  const size = Math.min(media.length, shown)
  return `<div class="media n${size}${isTall ? ' tall' : ''}">${items.join('')}${rest}</div>`
}

function renderItem({ store, item }: { store: Store; item: MediaItem }): string {
  const known = describeMedia(store, item.path)
  const name = escapeHtml(item.path.split('/').at(-1) ?? item.path)
  if (!known)
    return `<span class="elsewhere" title="${escapeHtml(item.path)}">${name}<br>is stored elsewhere</span>`
  if (known.mime.startsWith('video/')) {
    const poster = item.thumbnail ? describeMedia(store, item.thumbnail) : null
    const still = poster ? ` poster="${poster.path}"` : ''
    return `<video src="${known.path}"${still} controls muted loop playsinline preload="metadata"></video>`
  }
  const alt = escapeHtml(item.alt ?? '')
  const size = known.width ? ` width="${known.width}" height="${known.height}"` : ''
  return `<img src="${known.path}" alt="${alt}"${size} loading="lazy" decoding="async">`
}
