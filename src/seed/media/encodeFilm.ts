import { rename, rm, writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import { findFfmpeg } from '../../../plugins/distribution/media/video/findFfmpeg.ts'
import { composeTune } from './composeTune.ts'

/** Of every film of the demo, in pixels. */
export const filmSize = { width: 720, height: 1280 }

const framesPerSecond = 20

type Args = {
  /** Where the MP4 is put. */
  path: string
  seconds: number
  /** One picture of the film as raw pixels, red, green and blue, of the size above. */
  draw: (second: number) => Promise<Uint8Array>
}

/**
 * Makes a film: H.264 and AAC, with a tune. Each frame is drawn and handed to FFmpeg as raw pixels, so that nothing but
 * the sound touches the disk before the film is whole.
 *
 * @throws `FFMPEG_NOT_FOUND`
 */
export const encodeFilm = async ({ path, seconds, draw }: Args): Promise<void> => {
  const { ffmpeg } = await findFfmpeg()
  const sound = `${path}.wav`
  const unfinished = `${path}.part`
  const size = `${filmSize.width}x${filmSize.height}`
  const exact = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact']
  async function* frames(): AsyncGenerator<Uint8Array> {
    for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
      yield await draw(frame / framesPerSecond)
    }
  }
  try {
    await writeFile(sound, composeTune({ seconds }))
    await execa(
      ffmpeg,
      [
        ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', size],
        ...['-r', String(framesPerSecond), '-i', 'pipe:0', '-i', `file:${sound}`],
        ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p'],
        ...['-c:a', 'aac', '-b:a', '96k', '-ac', '2', ...exact, '-map_metadata', '-1'],
        ...['-movflags', '+faststart', '-f', 'mp4', `file:${unfinished}`],
      ],
      { stdin: frames(), buffer: { stdout: false } },
    )
    await rename(unfinished, path)
  } finally {
    await Promise.all([sound, unfinished].map((file) => rm(file, { force: true })))
  }
}
