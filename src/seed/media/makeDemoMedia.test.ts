import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clipInput } from '../../../plugins/distribution/media/video/clipInput.ts'
import { findFfmpeg } from '../../../plugins/distribution/media/video/findFfmpeg.ts'
import { measureLoudness } from '../../../plugins/distribution/media/video/measureLoudness.ts'
import { probeClip } from '../../../plugins/distribution/media/video/probeClip.ts'
import { drawHarbour } from './drawHarbour.ts'
import { type DemoFile, makeDemoMedia } from './makeDemoMedia.ts'

let dir: string
let files: DemoFile[]

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'demo-'))
  files = await makeDemoMedia({ dir: join(dir, 'first') })
}, 60_000)

afterAll(() => rm(dir, { recursive: true }))

it('the demo has five pictures and two videos, each small, with an alternative text', async () => {
  expect(files.map(({ name }) => name)).toEqual([
    'interior',
    'facade',
    'shark',
    'fox',
    'sleeve',
    'harbour',
    'tidal',
  ])
  for (const { path, alt, filename } of files) {
    expect((await stat(path)).size).toBeLessThan(600_000)
    expect(alt.length).toBeGreaterThan(30)
    expect(path.endsWith(filename)).toBe(true)
  }
  expect(await readdir(join(dir, 'first'))).toHaveLength(7)
})

it('the pictures are of the declared type, large enough for every channel, and not blank', async () => {
  for (const { path, mimeType } of files.filter((file) => file.mimeType.startsWith('image/'))) {
    const image = sharp(path)
    const { format, width, height } = await image.metadata()
    expect(`image/${format}`).toBe(mimeType)
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(1080)
    expect((await image.stats()).entropy).toBeGreaterThan(0.3)
  }
})

it('a colouring page is black lines on white: nothing is coloured in already', async () => {
  for (const name of ['shark', 'fox']) {
    const { channels } = await sharp(files.find((file) => file.name === name)?.path)
      .greyscale()
      .stats()
    expect(channels[0]?.mean).toBeGreaterThan(220)
    expect(channels[0]?.min).toBeLessThan(30)
  }
})

it.each([
  ['harbour', 4],
  ['tidal', 3],
])('the video %s lasts %d s and can be heard', async (name, seconds) => {
  const film = files.find((file) => file.name === name)
  const ffmpeg = await findFfmpeg()
  const input = await clipInput(film?.path ?? '')
  const clip = await probeClip({ ffmpeg, input, maxSeconds: 10 })
  expect(clip).toMatchObject({ width: 720, height: 1280, hasSound: true })
  expect(clip.seconds).toBeCloseTo(seconds, 1)
  expect((await measureLoudness({ ffmpeg, input }))?.integrated).toBeGreaterThan(-30)
})

it('the harbour moves', () => expect(drawHarbour(0)).not.toBe(drawHarbour(0.1)))

it('the same bytes come again, and what is there already is left alone', async () => {
  const kept = join(dir, 'second', 'marina-apartment.jpg')
  await makeDemoMedia({ dir: join(dir, 'second') })
  for (const { path, filename } of files) {
    expect((await readFile(path)).equals(await readFile(join(dir, 'second', filename)))).toBe(true)
  }
  await writeFile(kept, 'mine')
  await makeDemoMedia({ dir: join(dir, 'second') })
  expect(await readFile(kept, 'utf8')).toBe('mine')
})
