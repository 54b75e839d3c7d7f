import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { CardSpec } from '../cardSpec.ts'
import type { DrawnBox } from '../draw.ts'
import { fontChoices } from '../fonts/families.ts'
import { drawCard, renderCard } from '../renderCard.ts'

const brand = { name: 'Marina Estates', colour: '#12607a' }

const cardOf = (text: string, lang?: string): CardSpec => ({
  template: 'quote',
  format: 'landscape',
  brand,
  lang,
  data: { text, author: 'Ana' },
})

const pixelsOf = async (svg: string) => {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#808080' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width }
}

type Edges = { left: number; top: number; right: number; bottom: number; count: number }

/** The edges of all pixels of one drawing that another one has not. */
const inkBetween = async (one: string, other: string): Promise<Edges> => {
  const [a, b] = [await pixelsOf(one), await pixelsOf(other)]
  const edges: Edges = {
    left: a.width,
    top: Number.POSITIVE_INFINITY,
    right: 0,
    bottom: 0,
    count: 0,
  }
  for (let i = 0; i < a.data.length; i++) {
    if (Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0)) < 24) continue
    const [x, y] = [Math.floor(i / 3) % a.width, Math.floor(i / 3 / a.width)]
    edges.left = Math.min(edges.left, x)
    edges.top = Math.min(edges.top, y)
    edges.right = Math.max(edges.right, x)
    edges.bottom = Math.max(edges.bottom, y)
    edges.count++
  }
  return edges
}

const boxOf = (boxes: DrawnBox[], key: string): DrawnBox => {
  const box = boxes.find((each) => each.key === key)
  if (!box) throw new Error(`There is no box ${key}.`)
  return box
}

/** The words of the quote alone, without what stands around them: the same card, with the words made invisible. */
const wordsOf = async (spec: CardSpec) => {
  const drawing = await drawCard(spec)
  const box = boxOf(drawing.boxes, 'text')
  const images = drawing.svg.match(/<image[^>]*href="data:image\/svg\+xml;base64[^>]*>/g) ?? []
  const without = images.reduce((svg, image) => svg.replace(image, ''), drawing.svg)
  return { drawing, box, ink: await inkBetween(drawing.svg, without) }
}

/** The pictures of words in a card, each drawn with room around it, so that what its edges would cut off is seen. */
const unclippedIn = (svg: string) =>
  [...svg.matchAll(/href="data:image\/svg\+xml;base64,([^"]*)"/g)].map(([, packed = '']) => {
    const words = Buffer.from(packed, 'base64').toString()
    const [, width = 0, height = 0] = (/width="(\d+)" height="(\d+)"/.exec(words) ?? []).map(Number)
    const frame = `width="${width + 200}" height="${height + 200}" viewBox="-100 -100 ${width + 200} ${height + 200}"`
    const wide = words.replace(/width="\d+" height="\d+" viewBox="[^"]*"/, frame)
    return { width, height, wide, blank: wide.replace(/>.*<\/svg>$/s, '></svg>') }
  })

const SAMPLES: Record<string, string> = {
  Arabic: 'شقة مشرقة بثلاث غرف نوم قرب البحر',
  'Arabic with marks': 'بِسْمِ اللَّهِ الرَّحْمَٰنِ',
  Hebrew: 'בית פתוח ליד הנמל בשָׁלוֹם',
  Devanagari: 'समुद्र के किनारे उज्ज्वल अपार्टमेंट ट्रिप्लेक्स हूँ',
  Thai: 'ที่นี่เงียบสงบและใกล้ทะเล เด็กๆ ชอบมาก กู้ ปู่ ญี่ปุ่น',
  'simplified Chinese': '靠近海边的明亮三居室公寓，欢迎预约。',
  'traditional Chinese': '靠近海邊的明亮三居室公寓，歡迎預約。',
  Japanese: '港のそばの明るい家、ぜひご覧ください。',
  Korean: '바닷가의 조용하고 밝은 집을 찾아 주셨어요.',
  emoji: '🎉 🏡 👨‍👩‍👧 🇵🇹 👍🏽 1️⃣ ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'all in one': 'Żółta Ελλάδα Київ Đà Nẵng العربية עברית हिन्दी ไทย 日本 한국 🎉',
}

describe('words in', () => {
  it.each(Object.entries(SAMPLES))('%s are drawn whole, inside their box', async (_name, text) => {
    for (const words of [text, `${text} `.repeat(Math.floor(390 / (text.length + 1))).trim()]) {
      const { drawing, box, ink } = await wordsOf(cardOf(words))
      expect(drawing.missing).toEqual([])
      expect(ink.count).toBeGreaterThan(500)
      expect(ink.left).toBeGreaterThanOrEqual(Math.floor(box.left) - 1)
      expect(ink.top).toBeGreaterThanOrEqual(Math.floor(box.top) - 1)
      expect(ink.right).toBeLessThanOrEqual(Math.ceil(box.left + box.width) + 1)
      expect(ink.bottom).toBeLessThanOrEqual(Math.ceil(box.top + box.height) + 1)
      const pictures = unclippedIn(drawing.svg)
      expect(pictures.length).toBeGreaterThan(0)
      for (const { width, height, wide, blank } of pictures) {
        const all = await inkBetween(wide, blank)
        expect(all.left).toBeGreaterThanOrEqual(99)
        expect(all.top).toBeGreaterThanOrEqual(99)
        expect(all.right).toBeLessThanOrEqual(100 + width)
        expect(all.bottom).toBeLessThanOrEqual(100 + height)
      }
    }
  })

  it.each(fontChoices)(
    'the letters of %s stay inside their box, with the highest marks',
    async (font) => {
      for (const text of ['Ångström ĄĘŹ Ģ ƠẢ', 'Ấ Ṩ Ẳ Ǻ jumping']) {
        const spec = (said: string): CardSpec => ({
          template: 'announcement',
          format: 'square',
          brand: { ...brand, font },
          data: { headline: said },
        })
        const [full, empty] = [await drawCard(spec(text)), await drawCard(spec('.'))]
        const boxes = [boxOf(full.boxes, 'headline'), boxOf(empty.boxes, 'headline')]
        const ink = await inkBetween(full.svg, empty.svg)
        expect(ink.top).toBeGreaterThanOrEqual(Math.min(...boxes.map(({ top }) => top)) - 2)
        expect(ink.bottom).toBeLessThanOrEqual(
          Math.max(...boxes.map(({ top, height }) => top + height)) + 2,
        )
      }
    },
  )
})

it('letters of Arabic are joined, and apart where a sign keeps them so', async () => {
  /** How many columns without ink stand between the first and the last with ink. */
  const gapsIn = async (text: string) => {
    const { drawing, ink } = await wordsOf(cardOf(text))
    const { data, width } = await pixelsOf(drawing.svg)
    const isBlank = (x: number) => {
      for (let y = ink.top; y <= ink.bottom; y++) {
        if ((data[(y * width + x) * 3] ?? 0) > 200) return false
      }
      return true
    }
    let gaps = 0
    for (let x = ink.left; x < ink.right; x++) if (isBlank(x) && !isBlank(x + 1)) gaps++
    return gaps
  }
  expect(await gapsIn('بببب')).toBe(0)
  expect(await gapsIn('ب\u200cب\u200cب\u200cب')).toBe(3)
})

it('a line that mixes directions is read from the side where it begins', async () => {
  /** Where the tall letter stands in its box, from 0 at the left to 1 at the right. */
  const placeOf = async (text: string) => {
    const { drawing, box, ink } = await wordsOf(cardOf(text))
    const { data, width } = await pixelsOf(drawing.svg)
    const bright = (x: number) => {
      const y = Math.round(ink.top + (ink.bottom - ink.top) * 0.4)
      return (data[(y * width + x) * 3] ?? 0) > 200
    }
    const columns = Array.from({ length: Math.floor(box.width) }, (_, x) => x + Math.ceil(box.left))
    const tall = columns.filter(bright)
    return ((tall[0] ?? 0) - box.left) / box.width
  }
  expect(await placeOf('ם ______ _______')).toBeGreaterThan(0.8)
  expect(await placeOf('a ______ _______ ם')).toBeLessThan(0.1)
})

it('Chinese characters have the forms of the language, said or told by what stands beside them', async () => {
  const pngOf = async (text: string, lang?: string) => (await renderCard(cardOf(text, lang))).data
  const [ja, ko, hans, hant] = await Promise.all(
    ['ja', 'ko', 'zh-Hans', 'zh-Hant'].map((lang) => pngOf('骨直刃角', lang)),
  )
  const all = [ja, ko, hans, hant].map((png) => png?.toString('base64'))
  expect(new Set(all).size).toBe(4)
  expect((await pngOf('骨直刃角')).equals(hans ?? Buffer.alloc(0))).toBe(true)
  expect((await pngOf('骨が直')).equals(await pngOf('骨が直', 'ja'))).toBe(true)
  expect((await pngOf('骨直歡迎')).equals(await pngOf('骨直歡迎', 'zh-Hant'))).toBe(true)
})

it('emoji have their colours', async () => {
  const { drawing, ink } = await wordsOf(cardOf('❤️'))
  const { data, width } = await pixelsOf(drawing.svg)
  const at = Math.round((ink.top + ink.bottom) / 2) * width + Math.round((ink.left + ink.right) / 2)
  const [red = 0, green = 0, blue = 0] = data.subarray(at * 3, at * 3 + 3)
  expect(red).toBeGreaterThan(150)
  expect(Math.max(green, blue)).toBeLessThan(110)
})

it('what no font has is refused by name', async () => {
  await expect(renderCard(cardOf('Under the sign 𓀀 and 𓀁'))).rejects.toMatchObject({
    code: 'CARD_GLYPH_MISSING',
    missing: ['𓀀', '𓀁'],
    message: 'No font of the card can draw: 𓀀 𓀁. Write it without these characters.',
  })
})

const program = `
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: ['plugins/distribution/media/card/renderCard.ts'], bundle: true, write: false,
    platform: 'node', format: 'esm', packages: 'external', jsx: 'automatic', logLevel: 'error' })
  const { writeFile, rm } = await import('node:fs/promises')
  const file = process.cwd() + '/node_modules/.cards-' + process.pid + '.mjs'
  await writeFile(file, outputFiles[0].text)
  try {
    const { renderCard } = await import(file)
    const { data } = await renderCard(JSON.parse(process.argv[1]))
    console.log((await import('node:crypto')).createHash('sha256').update(data).digest('hex'))
  } finally { await rm(file) }`

it('two processes make the same bytes of the same data', async () => {
  const spec = JSON.stringify({
    template: 'event',
    format: 'landscape',
    brand,
    data: {
      headline: 'شقة قرب البحر 港の家 🎉 and a quay',
      date: '2026-12-06',
      where: 'Jaffa יפו',
    },
  })
  const run = () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, spec])
  const [one, other] = await Promise.all([run(), run()])
  expect(one.stdout).toMatch(/^[0-9a-f]{64}\n$/)
  expect(other.stdout).toBe(one.stdout)
}, 60_000)
