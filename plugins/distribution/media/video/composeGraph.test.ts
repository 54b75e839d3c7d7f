import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  inspectVideo,
  loudnessOf,
  makeVideo,
  middleAt,
  nameColour,
  quickly,
  shotAt,
} from '../testing/lookAtVideo.ts'
import { findFfmpeg } from './findFfmpeg.ts'
import { renderVideo } from './renderVideo.ts'
import type { VideoSpec } from './videoSpec.ts'

const found = await findFfmpeg()
const packaged = await findFfmpeg({ env: { PATH: '' } })
const builds = found.ffmpeg === packaged.ffmpeg ? [packaged] : [found, packaged]

const frame = { width: 320, height: 480 }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'graph-'))
})
afterAll(() => rm(folder, { recursive: true }))

const inFolder = (name: string) => join(folder, name)

const coloured = (colour: string, seconds: number, { size = '320x480', rate = 25 } = {}) => [
  ...['-f', 'lavfi', '-i', `color=c=${colour}:s=${size}:r=${rate}:d=${seconds}`],
]
const tone = (seconds: number, volume = 0) => [
  ...['-f', 'lavfi', '-i', `sine=440:d=${seconds}`, '-af', `volume=${volume}dB`, '-c:a', 'aac'],
]

const picture = (background: string, width = 320, height = 480) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

const render = async (spec: VideoSpec, args: Partial<Parameters<typeof renderVideo>[1]> = {}) =>
  renderVideo(spec, { workDir: await mkdtemp(join(folder, 'work-')), ...args })

describe.each(builds)('with the FFmpeg from $from', (ffmpeg) => {
  it('frames of their own stand before and after the clip, which is heard and seen whole between them', async () => {
    const clip = await makeVideo(inFolder('blue.mp4'), [
      ...coloured('blue', 2),
      ...tone(2),
      ...quickly,
    ])
    const ident = await makeVideo(inFolder('green.mp4'), [
      ...coloured('lime', 2, { size: '480x480', rate: 30 }),
      ...tone(2),
      ...quickly,
    ])
    const image = await picture('#ff0000')
    const { path, seconds } = await render(
      {
        clip,
        intro: { kind: 'image', image, seconds: 1.2 },
        outro: { kind: 'clip', clip: ident, seconds: 0.8 },
        frame,
      },
      { ffmpeg },
    )

    expect(seconds).toBeCloseTo(4, 1)
    const video = await inspectVideo(path)
    expect(Math.abs(video.frames - 100)).toBeLessThanOrEqual(1)
    expect(Math.abs(video.pictureSeconds - 4)).toBeLessThanOrEqual(0.041)
    expect(Math.abs(video.soundSeconds - 4)).toBeLessThanOrEqual(0.05)
    expect(video.text).toMatch(/Video: h264 \(High\).*yuv420p.*320x480/)
    expect(video.text).toMatch(/Audio: aac \(LC\).*48000 Hz, stereo/)
    expect(video.startsFast).toBe(true)
    const shown = await Promise.all(
      [0.02, 1.16, 1.24, 3.1, 3.24, 3.9].map((at) => middleAt(path, at)),
    )
    expect(shown).toEqual(['red', 'red', 'blue', 'blue', 'green', 'green'])
    // The outro is square: what it leaves of the frame is padded.
    const { at } = await shotAt(path, 3.6)
    expect([nameColour(at(160, 40)), nameColour(at(160, 440))]).toEqual(['black', 'black'])
    const sounds = await Promise.all(
      [0, 1.4, 3.3].map(async (from) => {
        const part = inFolder(`part-${from}-${ffmpeg.from}.wav`)
        await makeVideo(part, ['-ss', String(from), '-t', '0.6', '-i', path, '-vn'])
        return loudnessOf(part)
      }),
    )
    expect(sounds[0]).toBeLessThanOrEqual(-69)
    expect(Math.abs((sounds[1] ?? 0) + 14)).toBeLessThan(2)
    expect(Math.abs((sounds[2] ?? 0) + 14)).toBeLessThan(2)
  })

  it('a clip can be superimposed, and the sound stays that of what it covers', async () => {
    const clip = await makeVideo(inFolder('blue2.mp4'), [
      ...coloured('blue', 2),
      ...tone(2),
      ...quickly,
    ])
    const over = await makeVideo(inFolder('red.mp4'), [...coloured('red', 1), ...quickly])
    const { path } = await render(
      {
        clip,
        intro: { kind: 'clip', clip: over, seconds: 0.6, placement: 'superimposed' },
        outro: { kind: 'clip', clip: over, seconds: 0.4, placement: 'superimposed' },
        frame,
      },
      { ffmpeg },
    )
    const { frames } = await inspectVideo(path)
    expect(Math.abs(frames - 50)).toBeLessThanOrEqual(1)
    const shown = await Promise.all(
      [0.04, 0.5, 0.7, 1.5, 1.7, 1.95].map((at) => middleAt(path, at)),
    )
    expect(shown).toEqual(['red', 'red', 'blue', 'blue', 'red', 'red'])
    expect(Math.abs((await loudnessOf(path)) + 14)).toBeLessThan(2)
  })

  it('slides follow one another, each appears over the one before, and music goes with them', async () => {
    const music = await makeVideo(inFolder('music.mp4'), [
      ...coloured('white', 0.5),
      ...tone(0.5),
      ...quickly,
    ])
    const images = await Promise.all(
      ['#ff0000', '#00ff00', '#0000ff'].map((one) => picture(one, 640, 480)),
    )
    const { path, seconds } = await render(
      {
        slides: images.map((image, index) => ({ image, seconds: index === 1 ? 1.5 : 1 })),
        fade: 0.4,
        music,
        frame,
        fit: 'crop',
      },
      { ffmpeg },
    )
    expect(seconds).toBe(3.5)
    const video = await inspectVideo(path)
    expect(video.frames).toBe(105)
    expect(Math.abs(video.soundSeconds - 3.5)).toBeLessThanOrEqual(0.05)
    const shown = await Promise.all([0.5, 0.96, 1.5, 2.4, 3, 3.4].map((at) => middleAt(path, at)))
    expect(shown).toEqual(['red', 'red', 'green', 'green', 'blue', 'blue'])
    const { red, green, blue } = (await shotAt(path, 1.2)).at(160, 10)
    expect([red, green].every((part) => part > 90 && part < 170)).toBe(true)
    expect(blue).toBeLessThan(60)
    // Half a second of music goes on to the end.
    const late = await makeVideo(inFolder(`late-${ffmpeg.from}.wav`), [
      '-ss',
      '1.2',
      '-t',
      '0.6',
      '-i',
      path,
      '-vn',
    ])
    expect(await loudnessOf(late)).toBeGreaterThan(-20)
  })

  it('what a clip loses or gains to fill its frame is as it was asked for', async () => {
    // Red, blue, red: a third of the width each.
    const wide = await makeVideo(inFolder('wide.mp4'), [
      ...coloured('red', 1, { size: '721x405' }),
      ...['-vf', 'drawbox=x=240:w=240:h=ih:c=blue:t=fill'],
      // Odd sizes are for encoders without subsampling.
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv444p'],
    ])
    const square = { width: 240, height: 240 }
    const cropped = await render({ clip: wide, frame: square, fit: 'crop' }, { ffmpeg })
    const { at } = await shotAt(cropped.path, 0.5)
    expect([at(120, 4), at(120, 236), at(10, 120)].map(nameColour)).toEqual(['blue', 'blue', 'red'])
    const padded = await render(
      { clip: wide, frame: square, fit: 'pad', background: '#ffff00' },
      { ffmpeg },
    )
    const shot = await shotAt(padded.path, 0.5)
    expect([shot.at(120, 10), shot.at(120, 120), shot.at(10, 120)].map(nameColour)).toEqual([
      'yellow',
      'blue',
      'red',
    ])
  })
})

it('one channel is as loud as two', async () => {
  const clip = await makeVideo(inFolder('mono.mp4'), [
    ...coloured('blue', 2),
    ...tone(2, -15),
    ...['-ac', '1'],
    ...quickly,
  ])
  const { path } = await render({ clip, frame })
  expect(Math.abs((await loudnessOf(path)) + 14)).toBeLessThan(1)
})

it('frames that come as they please come at a steady rate, and the length stays', async () => {
  const clip = await makeVideo(inFolder('vfr.mkv'), [
    ...coloured('blue', 3, { rate: 30 }),
    ...['-vf', "select='not(mod(n,7))+lt(mod(n,40),9)'", '-vsync', 'vfr', ...quickly],
  ])
  const { path, seconds } = await render({ clip, frame })
  const { frames, pictureSeconds, text } = await inspectVideo(path)
  const [, rate = 0] = text.match(/([\d.]+) fps/) ?? []
  expect(Math.abs(frames - seconds * Number(rate))).toBeLessThanOrEqual(1)
  expect(Math.abs(pictureSeconds - seconds)).toBeLessThanOrEqual(1 / Number(rate) + 0.001)
  expect(seconds).toBeGreaterThan(2.7)
})

it('HDR with ten bits becomes what every screen shows, neither dull nor burnt out', async () => {
  const clip = await makeVideo(inFolder('hdr.mkv'), [
    ...coloured('gray', 1),
    // A white sheet at 203 nits, as PQ writes it down.
    ...['-vf', 'format=yuv420p10le,lutyuv=y=572:u=512:v=512'],
    ...['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'],
    ...['-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-colorspace', 'bt2020nc'],
  ])
  const { path } = await render({ clip, frame })
  const { text } = await inspectVideo(path)
  expect(text).toMatch(/h264 \(High\).*yuv420p\(tv, bt709/)
  const { red, green, blue } = (await shotAt(path, 0.5)).at(160, 240)
  expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(12)
  expect(red).toBeGreaterThan(70)
  expect(red).toBeLessThan(200)
})

it('colours stay what they are, from the codes of television before HD and in pictures', async () => {
  const image = await picture('#c83228')
  const clip = await makeVideo(inFolder('sd.mp4'), [
    ...['-f', 'lavfi', '-i', 'color=c=0xc83228:s=320x240:r=25:d=1,format=rgb24'],
    ...['-vf', 'scale=out_color_matrix=bt601,format=yuv420p', ...quickly],
  ])
  const { path } = await render({
    clip,
    intro: { kind: 'image', image, seconds: 0.5 },
    frame: { width: 320, height: 240 },
    fit: 'crop',
  })
  for (const at of [0.2, 1.2]) {
    const { stdout } = { stdout: await shotAt(path, at) }
    const { red, green, blue } = stdout.at(160, 120)
    for (const [is, was] of [
      [red, 200],
      [green, 50],
      [blue, 40],
    ] as const) {
      expect(Math.abs(is - was), `${red} ${green} ${blue} at ${at}`).toBeLessThanOrEqual(9)
    }
  }
})
