import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { makeVideo, quickly } from './lookAtVideo.ts'

const bytes = (...parts: (string | number[] | Buffer)[]) =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
    ),
  )

const uint32 = (value: number) => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}

const chunk = (type: string, data: Buffer) => {
  const named = bytes(type, data)
  return bytes(uint32(data.length), named, uint32(crc32(named)))
}

const jpeg = () =>
  sharp({ create: { width: 32, height: 32, channels: 3, background: '#e02020' } })
    .jpeg()
    .toBuffer()

/** An archive with one file in it. */
const archive = (): Buffer => {
  const data = Buffer.from('echo hello')
  const packed = deflateRawSync(data)
  const body = Buffer.alloc(26)
  body.writeUInt16LE(20, 0)
  body.writeUInt16LE(8, 4)
  body.writeUInt32LE(crc32(data), 10)
  body.writeUInt32LE(packed.length, 14)
  body.writeUInt32LE(data.length, 18)
  body.writeUInt16LE(4, 22)
  const directory = bytes('PK\x01\x02', [20, 0], body, Buffer.alloc(14), 'a.sh')
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(30 + 4 + packed.length, 12)
  return bytes('PK\x03\x04', body, 'a.sh', packed, directory, 'PK\x05\x06', end)
}

const madeBy = async (name: string, args: string[]): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'postyard-hostile-'))
  try {
    return await readFile(await makeVideo(join(folder, name), args))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const tiny = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=25:d=1']

/** Files that mean harm, by what they pretend to be; each is made when it is wanted. */
export const hostileFiles: Record<string, { name: string; make: () => Promise<Buffer> }> = {
  'a PNG of 60,000 × 60,000 pixels in a kilobyte': {
    name: 'bomb.png',
    make: async () => {
      const header = bytes(uint32(60_000), uint32(60_000), [1, 0, 0, 0, 0])
      const rows = deflateSync(Buffer.alloc(1_000_000))
      return bytes(
        '\x89PNG\r\n\x1a\n',
        chunk('IHDR', header),
        chunk('IDAT', rows),
        chunk('IEND', Buffer.alloc(0)),
      )
    },
  },
  'a GIF of 3,000 pictures of 2,000 × 2,000': {
    name: 'bomb.gif',
    make: async () => {
      const picture = bytes(
        [0x21, 0xf9, 4, 0, 1, 0, 0, 0],
        [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0],
        [2, 2, 0x44, 1, 0],
      )
      const screen = [0xd0, 0x07, 0xd0, 0x07, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
      return bytes('GIF89a', screen, Buffer.concat(Array(3000).fill(picture)), [0x3b])
    },
  },
  'a WebP of 16,384 × 16,384 pixels': {
    name: 'bomb.webp',
    make: async () => {
      const data = bytes([0x2f, 0xff, 0xff, 0xff, 0x0f], Buffer.alloc(20))
      const body = bytes('WEBPVP8L', [data.length, 0, 0, 0], data)
      return bytes('RIFF', [body.length, 0, 0, 0], body)
    },
  },
  'a BMP that says to hold a gigapixel': {
    name: 'bomb.bmp',
    make: async () => {
      const head = Buffer.alloc(54 + 64)
      head.write('BM', 'latin1')
      head.writeUInt32LE(54, 10)
      head.writeUInt32LE(40, 14)
      head.writeInt32LE(40_000, 18)
      head.writeInt32LE(40_000, 22)
      head.writeUInt16LE(1, 26)
      head.writeUInt16LE(8, 28)
      head.writeUInt32LE(1, 30)
      return head
    },
  },
  'a JPEG without an inside': {
    name: 'empty.jpg',
    make: async () => bytes('\xff\xd8\xff\xe0', Buffer.alloc(200)),
  },
  'a playlist of another file': {
    name: 'list.mp4',
    make: async () => bytes('#EXTM3U\n#EXTINF:3,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'),
  },
  'a list for FFmpeg to join': {
    name: 'concat.mp4',
    make: async () => bytes('ffconcat version 1.0\nfile /etc/passwd\n'),
  },
  'a page under the name of a picture': {
    name: 'page.png',
    make: async () => bytes('<!doctype html><script>alert(1)</script>'),
  },
  'a picture that is an archive as well': {
    name: 'photo.jpg',
    make: async () => bytes(await jpeg(), archive()),
  },
  'a video that is an archive as well': {
    name: 'clip.mp4',
    make: async () => bytes(await madeBy('clip.mp4', [...tiny, ...quickly]), archive()),
  },
  'a GIF that is a PDF as well': {
    name: 'paper.gif',
    make: async () => {
      const screen = [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
      const picture = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]
      return bytes('GIF89a', screen, [0x21, 0xfe, 9], '%PDF-1.7\n', [0], picture, [0x3b])
    },
  },
  'a video with forty sounds': {
    name: 'many.mkv',
    make: () =>
      madeBy('many.mkv', [
        ...[...tiny, '-f', 'lavfi', '-i', 'sine=d=1', '-map', '0:v'],
        ...Array(40).fill(['-map', '1:a']).flat(),
        ...[...quickly, '-c:a', 'pcm_s16le'],
      ]),
  },
  'a video of a thousand frames in a second': {
    name: 'fast.mp4',
    make: () =>
      madeBy('fast.mp4', ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=1000:d=2', ...quickly]),
  },
  'a video of two days': {
    name: 'long.mkv',
    make: () =>
      madeBy('long.mkv', [
        ...['-f', 'lavfi', '-i', 'color=s=64x64:r=1/43200:d=172800'],
        ...['-vsync', 'vfr', ...quickly],
      ]),
  },
  'a video with an empty box': {
    name: 'boxes.mp4',
    make: async () =>
      bytes([0, 0, 0, 20], 'ftypisom', Buffer.alloc(8), [0xff, 0xff, 0xff, 0xff], 'moov'),
  },
}
