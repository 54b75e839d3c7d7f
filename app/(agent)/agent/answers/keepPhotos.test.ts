import { expect, test } from 'vitest'
import { openStore, type Store } from '../shell/store.ts'
import { keepPhotos } from './keepPhotos.ts'
import type { Photo } from './shrinkPhoto.ts'

const photo: Photo = { picture: '/9j/4AAQ', mimeType: 'image/jpeg' }

const phone = () => openStore({ factory: undefined })

test('a photo outlives the page until its answer has arrived', async () => {
  const store = phone()
  keepPhotos(store).keep('p1', photo)
  const after = keepPhotos(store)
  expect(await after.read('p1')).toEqual(photo)
  await after.forget('p1')
  expect(await after.read('p1')).toBeUndefined()
  expect(await store.keys('photo/')).toEqual([])
})

test.each<[string, Store['set']]>([
  ['is still writing it', () => new Promise(() => {})],
  ['is full', async () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'))],
])('a photo goes with its answer where the phone %s', async (_where, set) => {
  const photos = keepPhotos({ ...phone(), set })
  photos.keep('p1', photo)
  expect(await photos.read('p1')).toEqual(photo)
  await photos.forget('p1')
  expect(await photos.read('p1')).toBeUndefined()
})
