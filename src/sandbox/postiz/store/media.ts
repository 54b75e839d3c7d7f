import type { Dimensions } from '../rules/checkMedia.ts'
import type { Store } from './openStore.ts'

export type StoredMedia = { mime: string; bytes: Uint8Array }

type NewMedia = {
  id: string
  /** Of its URL, from `/uploads`. */
  path: string
  organisation: number
  mime: string
  dimensions: Dimensions | null
  bytes: Uint8Array
}

export function addMedia(store: Store, { dimensions, ...media }: NewMedia): void {
  store.run(
    `insert into media (path, id, organisation, mime, width, height, bytes)
     values (:path, :id, :organisation, :mime, :width, :height, :bytes)`,
    { ...media, width: dimensions?.width ?? null, height: dimensions?.height ?? null },
  )
}

export function findMedia(store: Store, path: string): StoredMedia | undefined {
  return store.get<StoredMedia>('select mime, bytes from media where path = :path', { path })
}

export type MediaDescription = {
  /** Of its URL, from `/uploads`. */
  path: string
  mime: string
  width: number | null
  height: number | null
}

/** @param url a media's whole URL, of whichever origin */
export function describeMedia(store: Store, url: string): MediaDescription | null {
  const path = URL.parse(url)?.pathname
  if (!path) return null
  const found = store.get<MediaDescription>(
    'select path, mime, width, height from media where path = :path',
    { path },
  )
  return found ?? null
}

export function findDimensions(store: Store, url: string): Dimensions | null {
  const { width, height } = describeMedia(store, url) ?? {}
  return width && height ? { width, height } : null
}
