import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Conversion } from '../../channels/adapter.ts'
import { readStreams } from '../intake/readStreams.ts'
import { sniffFile } from '../sniffMedia.ts'
import { type Sample, samples } from '../testing/samples.ts'
import { clipInput } from '../video/clipInput.ts'
import { findFfmpeg } from '../video/findFfmpeg.ts'
import { convertFile } from './convertFile.ts'

const MB = 1024 ** 2
const pictures: Conversion = {
  to: 'picture',
  types: ['image/gif', 'image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 10 * MB,
}
const videos: Conversion = { to: 'video', types: ['video/mp4'], maxBytes: 1024 * MB }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postyard-convert-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const convert = async (sample: Sample, conversion: Conversion) => {
  const path = join(folder, 'source')
  await writeFile(path, sample.data)
  const made = await convertFile({ path, conversion, workDir: folder })
  return { ...made, bytes: (await stat(made.path)).size, kind: await sniffFile(made.path) }
}

/** The colour of one point, as red, green and blue. */
const colourAt = async (path: string, left: number, top: number): Promise<number[]> => {
  const data = await sharp(path)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer()
  return [...data]
}

/** What ink can show of a colour is less than what a screen can. */
const isNear = (colour: number[], wanted: number[], most = 40) =>
  colour.every((value, index) => Math.abs(value - (wanted[index] ?? 0)) < most)

const red = [0xe0, 0x20, 0x20]
const blue = [0x20, 0x20, 0xe0]

describe('a picture', () => {
  it.each(['avif', 'tiff', 'bmp', 'cmyk', 'deep'] as const)(
    '%s becomes one that is taken, and looks the same',
    async (name) => {
      const { path, kind } = await convert(await samples[name](), pictures)
      expect(['jpeg', 'png']).toContain(kind)
      const { width, height, space, depth } = await sharp(path).metadata()
      expect({ width, height, space, depth }).toEqual({
        width: 320,
        height: 240,
        space: 'srgb',
        depth: 'uchar',
      })
      const most = name === 'cmyk' ? 90 : 40
      expect(isNear(await colourAt(path, 40, 120), red, most)).toBe(true)
      expect(isNear(await colourAt(path, 280, 120), blue, most)).toBe(true)
    },
  )

  it('that a camera wrote on its side stands upright, without its place and device', async () => {
    const { path } = await convert(await samples.turned(), pictures)
    const { width, height, orientation, exif } = await sharp(path).metadata()
    expect({ width, height, orientation, exif }).toEqual({
      width: 240,
      height: 320,
      orientation: undefined,
      exif: undefined,
    })
    expect(isNear(await colourAt(path, 120, 40), red)).toBe(true)
    expect(isNear(await colourAt(path, 120, 280), blue)).toBe(true)
  })

  it('that is too large is brought within the bytes', async () => {
    const sample = await samples.huge()
    expect(sample.size).toBeGreaterThan(10 * MB)
    const { bytes, path } = await convert(sample, pictures)
    expect(bytes).toBeLessThanOrEqual(10 * MB)
    expect((await sharp(path).metadata()).width).toBe(2400)
    const small = await convert(sample, { ...pictures, maxBytes: 1_000_000 })
    expect(small.bytes).toBeLessThanOrEqual(1_000_000)
  })

  it('keeps within sides and areas', async () => {
    const sample = await samples.jpeg(1000, 500)
    const { width, height } = await sharp(
      (await convert(sample, { ...pictures, maxSide: 400 })).path,
    ).metadata()
    expect([width, height]).toEqual([400, 200])
    const area = await sharp(
      (await convert(sample, { ...pictures, maxPixels: 50_000 })).path,
    ).metadata()
    expect(area.width * area.height).toBeLessThanOrEqual(50_000)
  })

  it('that is clear stays clear where the types allow it, else it stands on white', async () => {
    const clear = await convert(await samples.clear(), pictures)
    expect((await sharp(clear.path).stats()).isOpaque).toBe(false)
    const { path, kind } = await convert(await samples.clear(), {
      ...pictures,
      types: ['image/jpeg'],
    })
    expect(kind).toBe('jpeg')
    expect(isNear(await colourAt(path, 32, 32), [255, 255, 255])).toBe(true)
  })

  it('that moves goes on moving', async () => {
    const { path, kind } = await convert(await samples.gif(), { ...pictures, maxSide: 32 })
    const { pages, width, pageHeight } = await sharp(path, { animated: true }).metadata()
    expect({ kind, pages, width, pageHeight }).toEqual({
      kind: 'gif',
      pages: 3,
      width: 32,
      pageHeight: 32,
    })
  })

  it('that can not be made as small as it must be is refused with what to do', async () => {
    await expect(
      convert(await samples.huge(), { ...pictures, maxBytes: 2000 }),
    ).rejects.toMatchObject({
      code: 'MEDIA_TOO_LARGE',
      message: expect.stringContaining('Use a smaller one.'),
    })
  })

  it('that is cut off is refused', async () => {
    const sample = await samples.jpeg(800, 600)
    const cut = { ...sample, data: sample.data.subarray(0, sample.size / 2) }
    await expect(convert(cut, pictures)).rejects.toMatchObject({ code: 'MEDIA_UNREADABLE' })
  })
})

describe('a video', () => {
  const streamsOf = async (path: string) =>
    readStreams({ ffmpeg: await findFfmpeg(), input: await clipInput(path) })

  /** Whether it can be played before it is loaded whole. */
  const startsFast = async (path: string) => {
    const text = (await readFile(path)).toString('latin1')
    return text.indexOf('moov') < text.indexOf('mdat')
  }

  it.each(['mov', 'webm', 'oldMp4'] as const)(
    '%s becomes H.264 and AAC in an MP4',
    async (name) => {
      const { path, kind } = await convert(await samples[name](), videos)
      expect(kind).toBe('mp4')
      expect(await streamsOf(path)).toMatchObject({ picture: { codec: 'h264', pixels: 'yuv420p' } })
      expect((await streamsOf(path))?.sound).toEqual(name === 'mov' ? { codec: 'aac' } : null)
      expect(await startsFast(path)).toBe(true)
    },
  )

  it('whose streams are right already loses nothing', async () => {
    const sample = await samples.mov()
    const { path } = await convert(sample, videos)
    const frames = async (of: string) => {
      const { ffmpeg } = await findFfmpeg()
      const { runFfmpeg } = await import('../video/runFfmpeg.ts')
      const args = ['-v', 'error', '-i', of, '-map', '0:v', '-f', 'framemd5', '-']
      const { stdout } = await runFfmpeg({ program: ffmpeg, args })
      return stdout.filter((line) => !line.startsWith('#')).map((line) => line.split(',').at(-1))
    }
    expect(await frames(path)).toEqual(await frames(join(folder, 'source')))
  })

  it('that is too large is brought within the bytes', async () => {
    const sample = await samples.fatMp4()
    const maxBytes = Math.floor(sample.size / 2)
    const { bytes, path } = await convert(sample, { ...videos, maxBytes })
    expect(bytes).toBeLessThanOrEqual(maxBytes)
    expect(await streamsOf(path)).toMatchObject({ picture: { codec: 'h264' } })
  })

  it('that is too long for its bytes is refused with what to do', async () => {
    const sample = await samples.mp4(4)
    await expect(convert(sample, { ...videos, maxBytes: 20_000 })).rejects.toMatchObject({
      code: 'MEDIA_TOO_LARGE',
      message: expect.stringContaining('Shorten it.'),
    })
  })
})
