import { readFile } from 'node:fs/promises'
import { loadInstalled, resolveInstalled } from '../../resolveInstalled.ts'
import type { Weight } from './families.ts'
import { type Face, type Font, loadHarfbuzz } from './harfbuzz.ts'
import { unpackWoff } from './unpackWoff.ts'

/** A font that is ready for shaping. Its units are shares of an em divided by `upem`. */
export type OpenFont = {
  /** Equal for the same file and weight. */
  key: string
  font: Font
  upem: number
  /** Its glyphs are pictures in their own colours. */
  isColoured: boolean
}

type Args = {
  /** As packages name it: `@fontsource/inter/files/inter-latin-400-normal.woff`. WOFF2 files hold all weights. */
  file: string
  weight: Weight
}

/** Chinese and Japanese letters lie in a hundred files each; only so many of them are kept open. */
const KEPT = 80
const faces = new Map<string, Promise<Face>>()
const fonts = new WeakMap<Face, Map<Weight, OpenFont>>()

/** Opens a file of a font package, or takes it as it was opened last. */
export const openFont = async ({ file, weight }: Args): Promise<OpenFont> => {
  const found = faces.get(file) ?? openFace(file)
  faces.delete(file)
  faces.set(file, found)
  found.catch(() => faces.delete(file))
  const [oldest] = faces.keys()
  if (faces.size > KEPT && oldest) faces.delete(oldest)
  const face = await found
  const ofFace = fonts.get(face) ?? new Map<Weight, OpenFont>()
  fonts.set(face, ofFace)
  const opened = ofFace.get(weight) ?? (await withWeight({ file, weight, face }))
  ofFace.set(weight, opened)
  return opened
}

type Wawoff = { decompress: (packed: Uint8Array) => Promise<Uint8Array> }

const isVariable = (file: string) => file.endsWith('.woff2')

const openFace = async (file: string): Promise<Face> => {
  const [hb, packed] = await Promise.all([loadHarfbuzz(), readFile(resolveInstalled(file))])
  const bytes = isVariable(file) ? await unpackWoff2(packed) : unpackWoff(packed)
  return new hb.Face(new hb.Blob(bytes))
}

let last: Promise<unknown> = Promise.resolve()

/** One after the other, each copied at once: what is handed out lies where the next one is unpacked to. */
const unpackWoff2 = (packed: Uint8Array): Promise<Uint8Array> => {
  const { decompress } = loadInstalled('wawoff2') as Wawoff
  const unpacked = last.then(async () => Uint8Array.from(await decompress(packed)))
  last = unpacked.catch(() => undefined)
  return unpacked
}

/** Without a scale of its own, a font's units are those of its design. */
const withWeight = async ({ file, weight, face }: Args & { face: Face }): Promise<OpenFont> => {
  const hb = await loadHarfbuzz()
  const font = new hb.Font(face)
  if (isVariable(file)) font.setVariations([new hb.Variation('wght', weight)])
  return { key: `${file} ${weight}`, font, upem: face.upem, isColoured: face.hasColorPaint() }
}
