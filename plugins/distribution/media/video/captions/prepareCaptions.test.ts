import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeVideo, quickly, type Shot, shotAt } from '../../testing/lookAtVideo.ts'
import { findFfmpeg } from '../findFfmpeg.ts'
import { renderVideo } from '../renderVideo.ts'
import { drawCaption, openCaptionFonts } from './drawCaption.ts'
import { findSafeArea } from './safeAreas.ts'

const frame = { width: 270, height: 480 }
let folder: string
let clip: string

beforeAll(async () => {
  // What a filter or a list of files would stumble over.
  folder = await mkdtemp(join(tmpdir(), "captions ',:[]%d\\"))
  clip = await makeVideo(join(folder, 'clip.mp4'), [
    ...['-f', 'lavfi', '-i', 'color=c=blue:s=270x480:r=25:d=2'],
    ...quickly,
  ])
})
afterAll(() => rm(folder, { recursive: true }))

/** Where there is white in a frame: its outer edges and how much of it. */
const inkOf = ({ width, height, at }: Shot) => {
  const ink = { left: width, right: 0, top: height, bottom: 0, count: 0 }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { red, green } = at(x, y)
      if (red < 90 || green < 90) continue
      ink.count++
      ink.left = Math.min(ink.left, x)
      ink.right = Math.max(ink.right, x)
      ink.top = Math.min(ink.top, y)
      ink.bottom = Math.max(ink.bottom, y)
    }
  }
  return ink
}

const captions = `1
00:00:00,400 --> 00:00:00,900
Bright, south-facing, and five minutes from the beach: come and see it on Sunday

2
00:00:01,200 --> 00:00:01,600
{\\an8}{\\fs200}\\N\\h',drawbox=c=red:t=fill[x];movie=/etc/passwd %{pts} file '../clip.mp4'`

const builds = [await findFfmpeg(), await findFfmpeg({ env: { PATH: '' } })]
const different = builds.filter(
  ({ ffmpeg }, index) => builds.findIndex((one) => one.ffmpeg === ffmpeg) === index,
)

it.each(different)(
  'captions are seen in their time and in what the platform leaves free, with the FFmpeg from $from',
  async (ffmpeg) => {
    const workDir = await mkdtemp(join(folder, 'work-'))
    const { path } = await renderVideo(
      {
        clip,
        captions: { text: captions, safeArea: 'tiktok' },
        intro: { kind: 'image', image: await plain('#0000ff'), seconds: 1 },
        frame,
      },
      { workDir, ffmpeg },
    )
    expect((await readdir(workDir)).sort()).toEqual(['video.jpg', 'video.mp4'])
    // Their times are those of the clip, which begins after a second.
    const counts = await Promise.all(
      [0.5, 1.3, 1.44, 1.86, 2, 2.24, 2.56, 2.7].map(
        async (at) => inkOf(await shotAt(path, at)).count > 30,
      ),
    )
    expect(counts).toEqual([false, false, true, true, false, true, true, false])
    const { top, right, bottom, left } = findSafeArea(frame, 'tiktok')
    for (const at of [1.6, 2.4]) {
      const shot = await shotAt(path, at)
      const ink = inkOf(shot)
      expect(ink.left).toBeGreaterThanOrEqual(Math.floor(frame.width * left))
      expect(ink.right).toBeLessThan(Math.ceil(frame.width * (1 - right)))
      expect(ink.top).toBeGreaterThanOrEqual(Math.floor(frame.height * top))
      expect(ink.bottom).toBeLessThan(Math.ceil(frame.height * (1 - bottom)))
      // At the foot of the box, whatever a caption says of where it wants to stand; and no filter was let in.
      expect(ink.bottom).toBeGreaterThan(frame.height * (1 - bottom) - 25)
      const { red, blue } = shot.at(5, 5)
      expect(blue).toBeGreaterThan(200)
      expect(red).toBeLessThan(60)
    }
  },
)

const plain = (background: string) =>
  sharp({ create: { ...frame, channels: 3, background } })
    .png()
    .toBuffer()

it.each([
  ['Greek', 'Φωτεινό διαμέρισμα με θέα στη θάλασσα'],
  ['Cyrillic', 'Светлая квартира с видом на море'],
  ['Arabic', 'شقة مشرقة مع إطلالة على البحر 3 غرف'],
  ['Hebrew', 'דירה מוארת עם נוף לים'],
  ['Devanagari', 'समुद्र के दृश्य वाला उज्ज्वल अपार्टमेंट'],
  ['Thai', 'อพาร์ตเมนต์สว่างพร้อมวิวทะเลและสระว่ายน้ำส่วนตัว'],
  ['Chinese', '明亮的公寓可欣赏海景步行五分钟即可到达海滩和市中心'],
  ['Japanese', '海の見える明るいアパート、ビーチまで徒歩5分です'],
  ['emoji', 'Open house 🏡 Sunday'],
])('%s is drawn whole, inside its box', async (_name, text) => {
  const box = { width: 200, height: 120, frame: { width: 270, height: 270 } }
  const shelf = await openCaptionFonts([text])
  const { data, info } = await sharp(await drawCaption({ shelf, lines: [text], box }))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([200, 120])
  const isInk = (x: number, y: number) => (data[(y * info.width + x) * 4 + 3] ?? 0) > 40
  let [ink, onEdge] = [0, 0]
  for (let y = 0; y < info.height; y++) {
    for (let x = 0; x < info.width; x++) {
      if (!isInk(x, y)) continue
      ink++
      if (x === 0 || y === 0 || x === info.width - 1 || y === info.height - 1) onEdge++
    }
  }
  expect(ink).toBeGreaterThan(400)
  expect(onEdge).toBe(0)
})

it('a letter that no font has is named', async () => {
  await expect(openCaptionFonts(['House \u{13000}'])).rejects.toMatchObject({
    code: 'CAPTIONS_INVALID',
    message: expect.stringContaining('\u{13000}'),
  })
})

it('a caption that is too long for its frame says so', async () => {
  const lines = [Array(60).fill('word').join(' ')]
  const shelf = await openCaptionFonts(lines)
  const box = { width: 60, height: 60, frame: { width: 300, height: 300 } }
  await expect(drawCaption({ shelf, lines, box })).rejects.toMatchObject({
    code: 'CAPTIONS_INVALID',
  })
})
