import { expect, it } from 'vitest'
import { renderSpecSchema } from '../../media/spec.ts'
import { findVideoFlaws } from './findVideoFlaws.ts'
import { emptyVideo, type VideoValue } from './videoValue.ts'

const whole: VideoValue = { ...emptyVideo, clip: 7 }
const captions = '00:00:01,000 --> 00:00:02,000\nBright'

it.each<[string, VideoValue, string[]]>([
  ['a clip', whole, []],
  ['nothing yet', emptyVideo, ['clip']],
  ['no slides yet', { ...emptyVideo, slides: [] }, ['slides']],
  ['a slide of no length', { ...emptyVideo, slides: [{ image: 1, seconds: 0 }] }, ['slides']],
  ['slides', { ...emptyVideo, slides: [{ image: 1, seconds: 2 }] }, []],
  ['an intro without its picture', { ...whole, intro: { kind: 'image', seconds: 2 } }, ['intro']],
  ['an outro of 4 s', { ...whole, outro: { kind: 'clip', clip: 8, seconds: 4 } }, ['outro']],
  ['an intro', { ...whole, intro: { kind: 'image', image: 9, seconds: 3 } }, []],
  ['captions without times', { ...whole, captions: { text: 'Bright' } }, ['captions']],
  ['captions', { ...whole, captions: { text: captions, safeArea: 'tiktok' } }, []],
])('%s is judged as the server judges it', (name, video, places) => {
  expect(findVideoFlaws(video).map(({ place }) => place)).toEqual(places)
  // Captions are read when they are drawn: until then they are a text.
  const isTaken = places.length === 0 || name === 'captions without times'
  expect(renderSpecSchema.safeParse(video).success).toBe(isTaken)
})
