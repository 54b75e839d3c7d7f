import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { countDifferent, looksAlike, mostDifferent } from '../../plan/content/looksAlike.ts'
import { drawScene } from '../testing/drawScene.ts'
import { findFfmpeg } from '../video/findFfmpeg.ts'
import { runFfmpeg } from '../video/runFfmpeg.ts'
import { hashLook } from './hashLook.ts'
import { hashVideo } from './hashVideo.ts'

const scenes = await Promise.all([1, 2, 3, 4, 5].map((seed) => drawScene(seed, 480, 360)))

const hashOf = async (picture: Sharp): Promise<string> =>
  (await hashLook(sharp(await picture.toBuffer()))) ?? 'none'

const hashes = await Promise.all(scenes.map((scene) => hashOf(sharp(scene))))

const cut = (picture: Sharp) => picture.extract({ left: 10, top: 7, width: 460, height: 346 })

test.each<[string, (picture: Sharp) => Sharp]>([
  ['smaller, as a JPEG', (picture) => picture.resize(300).jpeg({ quality: 70 })],
  ['larger, as a WebP', (picture) => picture.resize(720).webp({ quality: 50 })],
  ['compressed hard', (picture) => picture.jpeg({ quality: 30 })],
  ['brighter', (picture) => picture.modulate({ brightness: 1.15 }).jpeg()],
  ['darker and paler', (picture) => picture.modulate({ brightness: 0.85, saturation: 0.8 }).jpeg()],
  ['without its edge', (picture) => cut(picture).jpeg()],
])('a picture looks the same %s', async (_, change) => {
  const changed = await Promise.all(scenes.map((scene) => hashOf(change(sharp(scene)))))
  const apart = changed.map((hash, index) => countDifferent(hash, hashes[index] ?? ''))
  expect(Math.max(...apart)).toBeLessThanOrEqual(mostDifferent)
})

test('other pictures look otherwise, by twice as much as is allowed', () => {
  const pairs = hashes.flatMap((one, index) =>
    hashes.slice(index + 1).map((other) => countDifferent(one, other)),
  )
  expect(Math.min(...pairs)).toBeGreaterThan(2 * mostDifferent)
})

test('a card of few words on a plain ground has no look: it is known by its bytes', async () => {
  const card = (words: string) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><rect width="800" height="800" fill="#1d3557"/><text x="400" y="400" font-size="70" text-anchor="middle" fill="#fff">${words}</text></svg>`,
      ),
    )
  expect(await hashLook(card('Three bedrooms'))).toBeUndefined()
  expect(
    await hashLook(sharp(await card('Four bedrooms').jpeg({ quality: 50 }).toBuffer())),
  ).toBeUndefined()
})

test('a video is known by its frames, whatever its size and bit rate', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'postyard-look-test-'))
  const { ffmpeg } = await findFfmpeg()
  const film = async (scene: Buffer | undefined, name: string, size: string, quality: string) => {
    const [picture, path] = [join(workDir, `${name}.png`), join(workDir, name)]
    await writeFile(picture, scene ?? '')
    const { exitCode, stderr } = await runFfmpeg({
      program: ffmpeg,
      args: [
        ...['-v', 'error', '-loop', '1', '-t', '1', '-r', '10', '-i', picture, '-s', size],
        ...[
          '-c:v',
          'libx264',
          '-preset',
          'ultrafast',
          '-crf',
          quality,
          '-pix_fmt',
          'yuv420p',
          path,
        ],
      ],
    })
    if (exitCode !== 0) throw new Error(stderr)
    const signal = AbortSignal.timeout(60_000)
    return (await hashVideo({ path, seconds: 1, workDir, signal })) ?? 'none'
  }
  try {
    const one = await film(scenes[0], 'one.mp4', '480x360', '20')
    const small = await film(scenes[0], 'small.mov', '240x180', '33')
    const other = await film(scenes[1], 'other.mp4', '480x360', '20')
    expect(one.split('.')).toHaveLength(3)
    expect(looksAlike(one, small)).toBe(true)
    expect(looksAlike(one, other)).toBe(false)
    expect(looksAlike(one, hashes[0] ?? '')).toBe(false)
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
})
