import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { findFfmpeg } from '../video/findFfmpeg.ts'
import { runFfmpeg } from '../video/runFfmpeg.ts'

/** Real files, made when they are wanted. */
export type Sample = { name: string; mimetype: string; data: Buffer; size: number }

const sampleOf = (name: string, mimetype: string, data: Buffer): Sample => ({
  name,
  mimetype,
  data,
  size: data.length,
})

/** Runs FFmpeg over files in a folder of its own and gives the bytes of what it wrote. */
const byFfmpeg = async (name: string, args: string[], inputs: Record<string, Buffer> = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'postyard-sample-'))
  try {
    for (const [file, data] of Object.entries(inputs)) await writeFile(join(folder, file), data)
    const { ffmpeg } = await findFfmpeg()
    const output = join(folder, name)
    const inFolder = args.map((arg) => arg.replace(/^@/, `${folder}/`))
    const run = await runFfmpeg({
      program: ffmpeg,
      args: ['-v', 'error', '-nostdin', ...inFolder, output],
    })
    if (run.exitCode !== 0) throw new Error(run.stderr)
    return await readFile(output)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Left red, right blue: a picture whose sides can be told from one another. */
const halves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#e02020' } }).composite([
    {
      input: {
        create: { width: Math.floor(width / 2), height, channels: 3, background: '#2020e0' },
      },
      gravity: 'east',
    },
  ])

const noise = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp(randomBytes(width * height * channels), { raw: { width, height, channels } })

export const samples = {
  jpeg: async (width = 320, height = 240) =>
    sampleOf('photo.jpg', 'image/jpeg', await halves(width, height).jpeg().toBuffer()),
  png: async () => sampleOf('photo.png', 'image/png', await halves(320, 240).png().toBuffer()),
  avif: async () => sampleOf('photo.avif', 'image/avif', await halves(320, 240).avif().toBuffer()),
  tiff: async () => sampleOf('scan.tiff', 'image/tiff', await halves(320, 240).tiff().toBuffer()),
  bmp: async () =>
    sampleOf(
      'drawing.bmp',
      'image/bmp',
      await byFfmpeg('drawing.bmp', ['-i', '@in.png'], {
        'in.png': await halves(320, 240).png().toBuffer(),
      }),
    ),
  /** As a camera writes it that was held upright: 320 × 240 stored, 240 × 320 shown, red above. */
  turned: async () =>
    sampleOf(
      'UPRIGHT.JPG',
      'image/jpeg',
      await halves(320, 240).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer(),
    ),
  cmyk: async () =>
    sampleOf(
      'print.jpg',
      'image/jpeg',
      await halves(320, 240).toColourspace('cmyk').jpeg().toBuffer(),
    ),
  deep: async () =>
    sampleOf(
      'deep.png',
      'image/png',
      await byFfmpeg('deep.png', ['-i', '@in.png', '-pix_fmt', 'rgb48be'], {
        'in.png': await halves(320, 240).png().toBuffer(),
      }),
    ),
  /** Noise cannot be packed: more than 10 MB, whatever is done. */
  huge: async () =>
    sampleOf(
      'huge.png',
      'image/png',
      await noise(2400, 2000).png({ compressionLevel: 0 }).toBuffer(),
    ),
  clear: async () =>
    sampleOf(
      'clear.avif',
      'image/avif',
      await sharp({
        create: {
          width: 64,
          height: 64,
          channels: 4,
          background: { r: 255, g: 0, b: 0, alpha: 0 },
        },
      })
        .avif()
        .toBuffer(),
    ),
  gif: async () => {
    const frames = await Promise.all(
      ['#e02020', '#20e020', '#2020e0'].map((background) =>
        sharp({ create: { width: 64, height: 64, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const data = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer()
    return sampleOf('moving.gif', 'image/gif', data)
  },
  /** As a phone records it: H.264 and AAC in QuickTime's container. */
  mov: async (seconds = 1) =>
    sampleOf(
      'IMG_0001.MOV',
      'video/quicktime',
      await byFfmpeg('clip.mov', [
        ...['-f', 'lavfi', '-i', `testsrc2=size=320x240:rate=25:duration=${seconds}`],
        ...['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`],
        ...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest'],
      ]),
    ),
  webm: async () =>
    sampleOf(
      'clip.webm',
      'video/webm',
      await byFfmpeg('clip.webm', [
        ...['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25:duration=1'],
        ...['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '300k'],
      ]),
    ),
  mp4: async (seconds = 1, size = '320x240') =>
    sampleOf(
      'clip.mp4',
      'video/mp4',
      await byFfmpeg('clip.mp4', [
        ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=25:duration=${seconds}`],
        ...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
      ]),
    ),
  /** Right in all but its size. */
  fatMp4: async () =>
    sampleOf(
      'fat.mp4',
      'video/mp4',
      await byFfmpeg('fat.mp4', [
        ...['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25:duration=3'],
        ...['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '8', '-pix_fmt', 'yuv420p'],
      ]),
    ),
  /** An old codec in a right container. */
  oldMp4: async (seconds = 1) =>
    sampleOf(
      'old.mp4',
      'video/mp4',
      await byFfmpeg('old.mp4', [
        ...['-f', 'lavfi', '-i', `testsrc2=size=320x240:rate=25:duration=${seconds}`],
        ...['-c:v', 'mpeg4'],
      ]),
    ),
} satisfies Record<string, (...args: never[]) => Promise<Sample>>

export type SampleName = keyof typeof samples
