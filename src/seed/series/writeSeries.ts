import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seededRandom } from '../../sandbox/postiz/faults/seededRandom.ts'
import type { Animal } from './animals.ts'
import { drawAnimal } from './drawAnimal.ts'
import { writePage } from './writePage.ts'

type Args = {
  /** The watched folder, in which each series has its own; made where it is missing. */
  dir: string
  animals: Animal[]
  randomSeed: number
}

/** One page in so many is a draft, on top of those that count. */
const draftEvery = 14

/** Of a slug, so that a series has the same content whichever others there are. */
const seedOf = (slug: string, randomSeed: number): number =>
  [...slug].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, randomSeed)

/**
 * Writes a folder of Markdown files with front matter and a small picture for each series. The same random seed gives the
 * same bytes. A series that is there already is left as it is; a new one appears whole, never in parts.
 */
export const writeSeries = async ({ dir, animals, randomSeed }: Args): Promise<void> => {
  await mkdir(dir, { recursive: true })
  await Promise.all(animals.map((animal) => writeOne({ dir, animal, randomSeed })))
}

const writeOne = async (args: {
  dir: string
  animal: Animal
  randomSeed: number
}): Promise<void> => {
  const { dir, animal, randomSeed } = args
  const place = join(dir, animal.slug)
  if (existsSync(place)) return
  // A name with a dot in front is no series.
  const half = join(dir, `.${animal.slug}`)
  await rm(half, { recursive: true, force: true })
  await mkdir(half)
  const random = seededRandom(seedOf(animal.slug, randomSeed))
  await writeFile(join(half, `${animal.slug}.png`), await drawAnimal(random))
  const all = animal.size + Math.floor(animal.size / draftEvery)
  const drafts = new Set<number>()
  while (drafts.size < all - animal.size) drafts.add(1 + Math.floor(random() * all))
  await Promise.all(
    Array.from({ length: all }, (_, index) => {
      const page = writePage({ animal, nth: index + 1, isDraft: drafts.has(index + 1), random })
      return writeFile(join(half, page.filename), page.text)
    }),
  )
  await rename(half, place)
}
