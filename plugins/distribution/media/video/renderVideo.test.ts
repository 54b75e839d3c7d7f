import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFfmpeg } from './findFfmpeg.ts'
import { renderVideo } from './renderVideo.ts'
import type { Overlay } from './videoSpec.ts'

const found = await findFfmpeg()
const packaged = await findFfmpeg({ env: { PATH: '' } })
const builds = found.ffmpeg === packaged.ffmpeg ? [packaged] : [found, packaged]

const frame = { width: 320, height: 480 }
let folder: string
let clip: string
let silent: string

const make = (path: string, args: string[]) =>
  execa(packaged.ffmpeg, ['-v', 'error', '-y', ...args, path])
const BLUE = ['-f', 'lavfi', '-i', 'color=c=blue:s=640x360:r=25:d=3']
const H264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast']

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'video-'))
  clip = join(folder, 'clip.mp4')
  silent = join(folder, 'silent.mp4')
  await make(clip, [
    ...BLUE,
    '-f',
    'lavfi',
    '-i',
    'sine=440:d=2.5',
    '-af',
    'volume=-20dB',
    ...H264,
    '-c:a',
    'aac',
  ])
  await make(silent, [...BLUE, ...H264])
}, 60_000)

afterAll(() => rm(folder, { recursive: true }))

const newFolder = () => mkdtemp(join(folder, 'work-'))

/** A picture of one colour over the first or last seconds of the clip. */
const plain = async (colour: string, seconds: number) => {
  const image = await sharp({
    create: { width: 320, height: 480, channels: 3, background: colour },
  })
    .png()
    .toBuffer()
  return { kind: 'image', image, seconds, placement: 'superimposed' } satisfies Overlay
}

/** Red, green and blue (0 to 255) of one point of the frame that is shown at an instant. */
const colourAt = async (path: string, seconds: number, { x = 160, y = 240 } = {}) => {
  const args = [
    '-v',
    'error',
    '-i',
    path,
    '-ss',
    String(seconds),
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-',
  ]
  const { stdout } = await execa(packaged.ffmpeg, args, { encoding: 'buffer' })
  const at = (y * frame.width + x) * 3
  return { red: stdout[at] ?? 0, green: stdout[at + 1] ?? 0, blue: stdout[at + 2] ?? 0 }
}

/** What FFmpeg says of a file, as text. */
const listing = async (path: string) =>
  (await execa(packaged.ffmpeg, ['-i', path], { reject: false })).stderr

/** What runs on this machine; nothing where the system does not tell by files. */
const commandLines = async () => {
  const ids = existsSync('/proc')
    ? (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    : []
  const gone = () => ''
  return Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(gone)))
}

const integratedLoudness = async (path: string) => {
  const { stderr } = await execa(packaged.ffmpeg, [
    '-nostats',
    '-i',
    path,
    '-af',
    'ebur128',
    '-f',
    'null',
    '-',
  ])
  return Number([...stderr.matchAll(/I: +(-?[\d.]+) LUFS/g)].at(-1)?.[1])
}

// That every build composes alike is seen in composeGraph.test.ts.
describe.each(builds.slice(0, 1))('with the FFmpeg from $from', (ffmpeg) => {
  it('a superimposed intro covers the first seconds, the outro the last, and the clip is seen between them', async () => {
    const spec = {
      clip,
      intro: await plain('#ff0000', 1),
      outro: await plain('#00ff00', 0.8),
      frame,
    }
    const { path, seconds } = await renderVideo(spec, { workDir: await newFolder(), ffmpeg })

    expect(seconds).toBeCloseTo(3, 2)
    expect((await colourAt(path, 0.02)).red).toBeGreaterThan(200)
    expect((await colourAt(path, 0.93)).red).toBeGreaterThan(200)
    const between = await colourAt(path, 1.1)
    expect(between.red).toBeLessThan(60)
    expect(between.blue).toBeGreaterThan(200)
    expect((await colourAt(path, 2.1)).blue).toBeGreaterThan(200)
    expect((await colourAt(path, 2.3)).green).toBeGreaterThan(200)
    expect((await colourAt(path, 2.9)).green).toBeGreaterThan(200)
  })

  it('the result is H.264 and AAC in the frame that was asked for, as long as the clip, ready to stream', async () => {
    const { path, thumbnailPath, bytes, ...rest } = await renderVideo(
      { clip, frame },
      { workDir: await newFolder(), ffmpeg },
    )

    expect(rest).toMatchObject({ ...frame, mimeType: 'video/mp4' })
    const text = await listing(path)
    expect(text).toMatch(/Video: h264 \(High\).*yuv420p.*320x480 .*25 fps/)
    expect(text).toMatch(/Audio: aac \(LC\).*48000 Hz, stereo/)
    expect(text).toMatch(/Duration: 00:00:03\.0[0-4]/)
    const file = await readFile(path)
    expect(file.byteLength).toBe(bytes)
    expect(file.indexOf('moov')).toBeLessThan(file.indexOf('mdat'))
    expect(await sharp(thumbnailPath).metadata()).toMatchObject({ format: 'jpeg', ...frame })
  })

  it('the clip keeps its proportions, and the padding has the colour that was asked for', async () => {
    const { path } = await renderVideo(
      { clip, frame, background: '#ffcc00' },
      { workDir: await newFolder(), ffmpeg },
    )
    const above = await colourAt(path, 1, { x: 160, y: 100 })
    expect(above.red).toBeGreaterThan(220)
    expect(above.green).toBeGreaterThan(170)
    expect(above.blue).toBeLessThan(60)
    expect((await colourAt(path, 1, { x: 160, y: 170 })).blue).toBeGreaterThan(200)
  })

  it('quiet sound is brought to -14 LUFS', async () => {
    expect(await integratedLoudness(clip)).toBeLessThan(-30)
    const { path } = await renderVideo({ clip, frame }, { workDir: await newFolder(), ffmpeg })
    expect(Math.abs((await integratedLoudness(path)) + 14)).toBeLessThan(1)
  })

  it('a clip without sound gets a silent track of its own length', async () => {
    const { path } = await renderVideo(
      { clip: silent, frame },
      { workDir: await newFolder(), ffmpeg },
    )
    expect(await listing(path)).toMatch(/Audio: aac/)
    expect(await integratedLoudness(path)).toBeLessThanOrEqual(-70)
  })

  it('a clip whose track is pure silence is rendered as it is', async () => {
    const hushed = join(folder, `hushed-${ffmpeg.from}.mp4`)
    await make(hushed, [
      ...BLUE,
      '-f',
      'lavfi',
      '-i',
      'anullsrc',
      ...H264,
      '-c:a',
      'aac',
      '-t',
      '2',
    ])
    const { path } = await renderVideo(
      { clip: hushed, frame },
      { workDir: await newFolder(), ffmpeg },
    )
    expect(await integratedLoudness(path)).toBeLessThanOrEqual(-70)
  })

  it('progress begins at 0, never falls and ends at 100', async () => {
    const seen: number[] = []
    await renderVideo(
      { clip, frame },
      { workDir: await newFolder(), ffmpeg, onProgress: (percent) => seen.push(percent) },
    )
    expect(seen.at(0)).toBe(0)
    expect(seen.at(-1)).toBe(100)
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
  })

  it('an abort kills FFmpeg at once and leaves no file', async () => {
    const long = join(folder, `long-${ffmpeg.from}.mp4`)
    await make(long, ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=30:d=60', ...H264])
    const workDir = await newFolder()
    const controller = new AbortController()
    let abortedAt = 0
    const rendering = renderVideo(
      { clip: long, frame: { width: 1920, height: 1080 } },
      {
        workDir,
        ffmpeg,
        signal: controller.signal,
        onProgress: (percent) => {
          if (percent < 6 || abortedAt) return
          abortedAt = performance.now()
          controller.abort(new Error('cancelled by the author'))
        },
      },
    )
    await expect(rendering).rejects.toThrow('cancelled by the author')
    expect(abortedAt).toBeGreaterThan(0)
    expect(performance.now() - abortedAt).toBeLessThan(1000)
    expect(await readdir(workDir)).toEqual([])
    expect((await commandLines()).filter((line) => line.includes(workDir))).toEqual([])
  })

  it('a clip that a phone recorded upright is upright', async () => {
    const lying = join(folder, `lying-${ffmpeg.from}.mp4`)
    const turned = join(folder, `turned-${ffmpeg.from}.mp4`)
    await make(lying, [
      '-f',
      'lavfi',
      '-i',
      'color=c=blue:s=480x320:r=25:d=1',
      '-vf',
      'drawbox=w=240:c=red:t=fill',
      ...H264,
    ])
    await make(turned, ['-i', lying, '-c', 'copy', '-metadata:s:v:0', 'rotate=90'])
    const { path } = await renderVideo(
      { clip: turned, frame },
      { workDir: await newFolder(), ffmpeg },
    )
    expect((await colourAt(path, 0.5, { x: 160, y: 20 })).blue).toBeGreaterThan(200)
    expect((await colourAt(path, 0.5, { x: 160, y: 460 })).red).toBeGreaterThan(200)
  })

  it('a clip of a browser, without a length in its header, keeps its true length', async () => {
    const recorded = join(folder, `recorded-${ffmpeg.from}.webm`)
    await make(recorded, [...BLUE, '-c:v', 'libvpx', '-live', '1'])
    const { seconds } = await renderVideo(
      { clip: recorded, frame },
      { workDir: await newFolder(), ffmpeg },
    )
    expect(seconds).toBeCloseTo(3, 1)
  })
})

describe('what is refused', () => {
  const refusal = async (promise: Promise<unknown>) =>
    promise.then(
      () => 'rendered',
      (error: Error & { code?: string }) => ({ code: error.code, message: error.message }),
    )

  it('an overlay of 3.5 s, before anything is read', async () => {
    const intro = await plain('#ff0000', 3.5)
    expect(
      await refusal(renderVideo({ clip: '/nowhere.mp4', intro, frame }, { workDir: '/nowhere' })),
    ).toEqual({
      code: 'OVERLAY_TOO_LONG',
      message: 'The intro lasts 3.5 s. An overlay lasts at most 3 s: shorten it.',
    })
  })

  it('an overlay of no length', async () => {
    const outro = await plain('#ff0000', 0)
    expect(await refusal(renderVideo({ clip, outro, frame }, { workDir: folder }))).toMatchObject({
      code: 'OVERLAY_TOO_SHORT',
    })
  })

  it('overlays that leave nothing of the clip', async () => {
    const overlay = await plain('#ff0000', 1.6)
    const workDir = await newFolder()
    expect(
      await refusal(renderVideo({ clip, intro: overlay, outro: overlay, frame }, { workDir })),
    ).toMatchObject({
      code: 'OVERLAY_TOO_LONG',
    })
    expect(await readdir(workDir)).toEqual([])
  })

  it('a playlist under the name of a video, that would have read another file', async () => {
    const playlist = join(folder, 'playlist.mp4')
    await writeFile(playlist, `#EXTM3U\n#EXTINF:3,\n${clip}\n#EXT-X-ENDLIST\n`)
    expect(await refusal(renderVideo({ clip: playlist, frame }, { workDir: folder }))).toEqual({
      code: 'MEDIA_UNREADABLE',
      message:
        'The clip is not a video that can be read: it is of an unknown kind. Use MP4, MOV, WebM or MKV.',
    })
  })

  it('a picture in place of a clip, a video in place of a picture', async () => {
    const picture = join(folder, 'picture.mp4')
    await writeFile(picture, (await plain('#ff0000', 1)).image)
    expect(await refusal(renderVideo({ clip: picture, frame }, { workDir: folder }))).toMatchObject(
      {
        code: 'MEDIA_UNREADABLE',
        message: expect.stringContaining('it is PNG'),
      },
    )
    const intro: Overlay = { kind: 'image', image: clip, seconds: 1 }
    expect(await refusal(renderVideo({ clip, intro, frame }, { workDir: folder }))).toMatchObject({
      code: 'MEDIA_UNREADABLE',
      message: expect.stringContaining('The intro is not a picture'),
    })
  })

  it.each(builds)(
    'a clip that was not uploaded whole, by the FFmpeg from $from',
    async (ffmpeg) => {
      const cut = join(folder, `cut-${ffmpeg.from}.mp4`)
      await make(cut, [
        '-f',
        'lavfi',
        '-i',
        'testsrc2=s=640x360:r=25:d=4',
        ...H264,
        '-movflags',
        '+faststart',
      ])
      await truncate(cut, Math.floor((await readFile(cut)).byteLength * 0.7))
      expect(
        await refusal(renderVideo({ clip: cut, frame }, { workDir: folder, ffmpeg })),
      ).toMatchObject({
        code: 'MEDIA_UNREADABLE',
        message: expect.stringContaining('ends too early'),
      })
    },
  )

  it.each(builds)(
    'a clip whose pictures turn to rubbish, by the FFmpeg from $from',
    async (ffmpeg) => {
      const rubbish = join(folder, `rubbish-${ffmpeg.from}.mp4`)
      await make(rubbish, [
        '-f',
        'lavfi',
        '-i',
        'testsrc2=s=640x360:r=25:d=4',
        ...H264,
        '-movflags',
        '+faststart',
      ])
      const whole = await readFile(rubbish)
      const pictures = whole.indexOf('mdat') + 4
      const workDir = await newFolder()
      for (const share of [0, 0.6]) {
        const bytes = Buffer.from(whole)
        await writeFile(
          rubbish,
          bytes.fill(0x5a, pictures + Math.floor((bytes.length - pictures) * share)),
        )
        expect(
          await refusal(renderVideo({ clip: rubbish, frame }, { workDir, ffmpeg })),
        ).toMatchObject({
          code: 'MEDIA_UNREADABLE',
        })
      }
      expect(await readdir(workDir)).toEqual([])
    },
  )

  it('a clip that is longer than allowed', async () => {
    expect(
      await refusal(renderVideo({ clip, frame }, { workDir: folder, maxSeconds: 2 })),
    ).toMatchObject({
      code: 'MEDIA_UNREADABLE',
      message: expect.stringContaining('at most 2 s'),
    })
  })

  it('a machine whose FFMPEG_PATH names nothing', async () => {
    await expect(findFfmpeg({ env: { FFMPEG_PATH: '/nowhere/ffmpeg' } })).rejects.toMatchObject({
      code: 'FFMPEG_NOT_FOUND',
    })
  })
})

it('FFMPEG_PATH comes before the path, and the path before the package', async () => {
  expect(
    (await findFfmpeg({ env: { FFMPEG_PATH: packaged.ffmpeg, PATH: process.env.PATH } })).from,
  ).toBe('FFMPEG_PATH')
  expect(packaged.from).toBe('package')
  expect(existsSync(packaged.ffmpeg)).toBe(true)
})
