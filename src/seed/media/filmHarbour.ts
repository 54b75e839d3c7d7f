import { rename, rm, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import sharp from 'sharp'
import { findFfmpeg } from '../../../plugins/distribution/media/video/findFfmpeg.ts'
import { composeTune } from './composeTune.ts'
import { drawHarbour, HARBOUR_SECONDS } from './drawHarbour.ts'

const FRAMES_PER_SECOND = 20
const SIZE = { width: 720, height: 1280 }

type Args = {
  /** Where the MP4 is put. */
  path: string
}

/**
 * Films the harbour: 4 s, 720 × 1280, H.264 and AAC. Each frame is drawn and handed to FFmpeg as raw pixels, so that
 * nothing but the sound touches the disk before the film is whole.
 *
 * @throws `FFMPEG_NOT_FOUND`
 */
export const filmHarbour = async ({ path }: Args): Promise<void> => {
  const { ffmpeg } = await findFfmpeg()
  const sound = `${path}.wav`
  const unfinished = `${path}.part`
  try {
    await writeFile(sound, composeTune({ seconds: HARBOUR_SECONDS }))
    await execa(
      ffmpeg,
      [
        ...[
          '-v',
          'error',
          '-y',
          '-f',
          'rawvideo',
          '-pix_fmt',
          'rgb24',
          '-s',
          `${SIZE.width}x${SIZE.height}`,
        ],
        ...['-r', String(FRAMES_PER_SECOND), '-i', 'pipe:0', '-i', `file:${sound}`],
        ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p'],
        ...[
          '-c:a',
          'aac',
          '-b:a',
          '96k',
          '-ac',
          '2',
          '-fflags',
          '+bitexact',
          '-flags:v',
          '+bitexact',
        ],
        ...[
          '-flags:a',
          '+bitexact',
          '-map_metadata',
          '-1',
          '-movflags',
          '+faststart',
          '-f',
          'mp4',
          `file:${unfinished}`,
        ],
      ],
      { stdin: frames(), buffer: { stdout: false } },
    )
    await rename(unfinished, path)
  } finally {
    await Promise.all([sound, unfinished].map((file) => rm(file, { force: true })))
  }
}

async function* frames(): AsyncGenerator<Uint8Array> {
  for (let frame = 0; frame < HARBOUR_SECONDS * FRAMES_PER_SECOND; frame++) {
    yield await sharp(Buffer.from(drawHarbour(frame / FRAMES_PER_SECOND)))
      .flatten({ background: '#000000' })
      .raw()
      .toBuffer()
  }
}
