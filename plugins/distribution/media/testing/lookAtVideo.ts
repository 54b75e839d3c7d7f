import { readFile } from 'node:fs/promises'
import { execa } from 'execa'
import { findFfmpeg } from '../video/findFfmpeg.ts'

const { ffmpeg, ffprobe } = await findFfmpeg()

/** The pixels of a moment of a video: red, green and blue of each, row by row. */
export type Shot = {
  width: number
  height: number
  at: (x: number, y: number) => { red: number; green: number; blue: number }
}

/** What FFmpeg says of a file, as text. */
export const listStreams = async (path: string): Promise<string> =>
  (await execa(ffmpeg, ['-hide_banner', '-i', path], { reject: false })).stderr

type Decoded = { width: number; height: number; rate: number; pixels: Buffer }

/** Each file is decoded once, whole: tests' videos are small, and look at many of their frames. */
const decoded = new Map<string, Promise<Decoded>>()

const decode = async (path: string): Promise<Decoded> => {
  const listing = await listStreams(path)
  const [, width, height] = listing.match(/Video: .*?, (\d+)x(\d+)/) ?? []
  const [, rate] = listing.match(/([\d.]+) fps/) ?? []
  const { stdout } = await execa(
    ffmpeg,
    ['-v', 'error', '-i', path, '-map', '0:v:0', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
    { encoding: 'buffer', maxBuffer: 1024 ** 3 },
  )
  const pixels = Buffer.from(stdout)
  return { width: Number(width), height: Number(height), rate: Number(rate), pixels }
}

/** The frame that is shown at an instant, in seconds, of a video with a steady rate. */
export const shotAt = async (path: string, seconds: number): Promise<Shot> => {
  const found = decoded.get(path) ?? decode(path)
  decoded.set(path, found)
  const { width, height, rate, pixels } = await found
  const frame = Math.floor(seconds * rate + 1e-6) * width * height * 3
  const at = (x: number, y: number) => {
    const place = frame + (y * width + x) * 3
    const [red = 0, green = 0, blue = 0] = pixels.subarray(place, place + 3)
    return { red, green, blue }
  }
  return { width, height, at }
}

/** A word for what is nearly one of the plain colours. */
export const nameColour = ({ red, green, blue }: ReturnType<Shot['at']>): string => {
  const word = (value: number) => (value > 170 ? 'x' : value < 85 ? '-' : '?')
  const names: Record<string, string> = {
    'x--': 'red',
    '-x-': 'green',
    '--x': 'blue',
    'xx-': 'yellow',
    xxx: 'white',
    '---': 'black',
  }
  return names[[red, green, blue].map(word).join('')] ?? `${red} ${green} ${blue}`
}

/** The colour in the middle at an instant, by its name. */
export const middleAt = async (path: string, seconds: number): Promise<string> => {
  const { width, height, at } = await shotAt(path, seconds)
  return nameColour(at(width >> 1, height >> 1))
}

/** How many frames or packets a stream of a video has, and where its last one ends, in seconds. */
const measure = async (path: string, stream: 'v' | 'a') => {
  const { stdout } = await execa(ffmpeg, [
    ...['-v', 'error', '-i', path, '-map', `0:${stream}:0`, '-c', 'copy', '-f', 'framecrc', '-'],
  ])
  const [, over = 1, under = 1] = (stdout.match(/^#tb 0: (\d+)\/(\d+)/m) ?? []).map(Number)
  const rows = stdout.split('\n').filter((line) => /^\d/.test(line))
  const ends = rows.map((row) => {
    const [, , shown = 0, lasts = 0] = row.split(',').map(Number)
    return ((shown + lasts) * over) / under
  })
  return { count: rows.length, seconds: Math.max(...ends) }
}

/** What a finished video is, by ffprobe where it lies beside FFmpeg, and by counting its frames. */
export const inspectVideo = async (path: string) => {
  const [text, picture, sound, bytes] = await Promise.all([
    listStreams(path),
    measure(path, 'v'),
    measure(path, 'a'),
    readFile(path),
  ])
  const probed = ffprobe ? await probe(ffprobe, path) : undefined
  return {
    text,
    frames: picture.count,
    pictureSeconds: picture.seconds,
    soundSeconds: sound.seconds,
    /** It can be played before it is loaded whole. */
    startsFast: bytes.indexOf('moov') < bytes.indexOf('mdat'),
    probed,
  }
}

const probe = async (program: string, path: string) => {
  const { stdout } = await execa(program, [
    ...['-v', 'error', '-print_format', 'json', '-show_streams', '-show_format', path],
  ])
  const { streams, format } = JSON.parse(stdout) as {
    streams: Record<string, unknown>[]
    format: { duration: string }
  }
  const [picture, sound] = ['video', 'audio'].map((type) =>
    streams.find(({ codec_type }) => codec_type === type),
  )
  return { seconds: Number(format.duration), picture, sound, streams: streams.length }
}

/** Makes a file by FFmpeg, at that path. */
export const makeVideo = async (path: string, args: string[]): Promise<string> => {
  await execa(ffmpeg, ['-v', 'error', '-y', ...args, path])
  return path
}

/** Arguments for a quick encode that every FFmpeg can make. */
export const quickly = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

/** The sound of a file as a whole, in LUFS. */
export const loudnessOf = async (path: string): Promise<number> => {
  const { stderr } = await execa(ffmpeg, [
    ...['-nostats', '-i', path, '-af', 'ebur128', '-f', 'null', '-'],
  ])
  return Number([...stderr.matchAll(/I: +(-?[\d.]+) LUFS/g)].at(-1)?.[1])
}
