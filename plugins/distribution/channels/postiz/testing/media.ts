import { Readable } from 'node:stream'
import type { ChannelFacts, Content, MediaFile } from '../../adapter.ts'

/** The smallest PNG: one transparent pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)

export const picture = (changes: Partial<MediaFile> = {}): MediaFile => ({
  id: 'picture',
  version: '1',
  filename: 'picture.png',
  mimeType: 'image/png',
  bytes: pixel.length,
  open: async () => Readable.from([pixel]),
  ...changes,
})

export const video = (changes: Partial<MediaFile> = {}): MediaFile =>
  picture({ id: 'video', filename: 'clip.mp4', mimeType: 'video/mp4', ...changes })

export const contentOf = (changes: Partial<Content> = {}): Content => ({
  title: 'New flats',
  text: 'Three bedrooms by the river.',
  media: [],
  ...changes,
})

export const channelOf = (changes: Partial<ChannelFacts> = {}): ChannelFacts => ({
  id: '1',
  name: 'Riverside Homes',
  platform: 'x',
  integrationId: 'int-x',
  settings: {},
  ...changes,
})
