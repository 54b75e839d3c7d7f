import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { drawCardForFrame } from './drawCardForFrame.ts'
import { nearestFormat } from './nearestFormat.ts'

it.each([
  [{ width: 1920, height: 1080 }, 'landscape'],
  [{ width: 1080, height: 1920 }, 'story'],
  [{ width: 720, height: 720 }, 'square'],
  [{ width: 1080, height: 1350 }, 'portrait'],
] as const)('a frame of %o takes a card in the format %s', (frame, format) => {
  expect(nearestFormat(frame)).toBe(format)
})

it('a card fills its frame, whatever its own proportions are, with files by their paths', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'overlay-card-'))
  try {
    const photo = join(folder, 'photo')
    const green = { width: 60, height: 60, channels: 3, background: '#00c000' } as const
    await sharp({ create: green }).png().toFile(photo)
    const frame = { width: 640, height: 360 }
    const drawn = await drawCardForFrame({
      card: {
        template: 'listing',
        format: 'square',
        brand: { name: 'Marina', colour: '#1d6f8a' },
        data: { headline: 'By the sea', photo },
      },
      frame,
    })
    const { data, info } = await sharp(drawn).raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ ...frame, channels: 3 })
    const at = (x: number, y: number) => [
      ...data.subarray((y * 640 + x) * 3, (y * 640 + x) * 3 + 3),
    ]
    // What the format lacks of the frame goes on as its edge is.
    expect(at(20, 0)).toEqual(at(20, 14))
    const isGreen = ([red = 0, green = 0, blue = 0]: number[]) =>
      green > red + 60 && green > blue + 60
    const greens = Array.from({ length: 64 }, (_, index) => at(index * 10, 60)).filter(isGreen)
    expect(greens.length).toBeGreaterThan(5)
  } finally {
    await rm(folder, { recursive: true })
  }
})
