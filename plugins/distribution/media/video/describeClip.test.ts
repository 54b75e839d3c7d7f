import { expect, it } from 'vitest'
import { readFfmpegListing } from './describeClip.ts'

it('a listing of 2018 and one of today are read alike', () => {
  const old = `  Duration: 00:00:04.00, start: 0.000000, bitrate: 123 kb/s
    Stream #0:0(und): Video: h264 (High) (avc1 / 0x31637661), yuv420p, 640x360 [SAR 1:1 DAR 16:9], 52 kb/s, 25 fps, 25 tbr, 12800 tbn, 50 tbc (default)
    Stream #0:1(und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s (default)`
  const recent = `  Duration: 00:00:04.00, start: 0.000000, bitrate: 123 kb/s
  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 640x360 [SAR 1:1 DAR 16:9], 52 kb/s, 25 fps, 25 tbr, 12800 tbn (default)
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s (default)`
  const expected = {
    width: 640,
    height: 360,
    framesPerSecond: 25,
    hasSound: true,
    statedSeconds: 4,
    streams: 2,
    colour: { pixels: 'yuv420p', space: null, transfer: null, isFullRange: false },
  }
  expect(readFfmpegListing(old)).toEqual(expected)
  expect(readFfmpegListing(recent)).toEqual(expected)
})

it('cover art is no moving picture, and metadata can not pretend to be a stream', () => {
  const listing = `    title           : Stream #0:0: Video: h264, yuv420p, 64x64, 25 fps
                    : Stream #0:1: Video: h264, yuv420p, 64x64, 25 fps
    Stream #0:0: Audio: aac (LC), 44100 Hz, mono, fltp
    Stream #0:1: Video: mjpeg (Progressive), yuvj420p(pc), 500x500 [SAR 1:1 DAR 1:1], 90k tbr, 90k tbn (attached pic)`
  expect(readFfmpegListing(listing)).toBeNull()
})

it('a clip without a mean rate is read by its base rate', () => {
  expect(
    readFfmpegListing(
      '    Stream #0:0: Video: vp8, yuv420p, 640x360, SAR 1:1 DAR 16:9, 1k tbr, 1k tbn',
    ),
  ).toEqual({
    width: 640,
    height: 360,
    framesPerSecond: 1000,
    hasSound: false,
    statedSeconds: null,
    streams: 1,
    colour: { pixels: 'yuv420p', space: null, transfer: null, isFullRange: false },
  })
})

it('colours are read where the file names them', () => {
  const listing = (pixels: string) =>
    `    Stream #0:0(und): Video: hevc (Main 10) (hvc1 / 0x31637668), ${pixels}, 1920x1080, 29.97 fps`
  expect(
    readFfmpegListing(listing('yuv420p10le(tv, bt2020nc/bt2020/smpte2084, progressive)'))?.colour,
  ).toEqual({
    pixels: 'yuv420p10le',
    space: 'bt2020nc',
    transfer: 'smpte2084',
    isFullRange: false,
  })
  expect(readFfmpegListing(listing('yuvj420p(pc, bt709)'))?.colour).toMatchObject({
    space: 'bt709',
    isFullRange: true,
  })
})
