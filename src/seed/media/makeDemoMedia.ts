import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { drawFacade } from './drawFacade.ts'
import { drawFox } from './drawFox.ts'
import { drawInterior } from './drawInterior.ts'
import { drawShark } from './drawShark.ts'
import { drawSleeve } from './drawSleeve.ts'
import { filmHarbour } from './filmHarbour.ts'
import { filmSleeve } from './filmSleeve.ts'

/** A file of the demo agency. `name` is stable and short: what the demo's posts refer to. */
export type DemoFile = {
  name: DemoName
  filename: string
  mimeType: string
  path: string
  alt: string
}

export type DemoName = 'interior' | 'facade' | 'shark' | 'fox' | 'sleeve' | 'harbour' | 'tidal'

type Recipe = Omit<DemoFile, 'path'> & { make: (path: string) => Promise<void> }

type Args = {
  /** The folder into which the files are put; made where it is missing. */
  dir: string
}

/**
 * Makes the demo agency's pictures and its videos on this machine, without a network. What is there already is left as
 * it is; the same machine makes the same bytes.
 *
 * @throws `FFMPEG_NOT_FOUND`
 */
export const makeDemoMedia = async ({ dir }: Args): Promise<DemoFile[]> => {
  await mkdir(dir, { recursive: true })
  return Promise.all(
    recipes.map(async ({ make, ...file }) => {
      const path = join(dir, file.filename)
      if (!(await exists(path))) await make(path)
      return { ...file, path }
    }),
  )
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

const photo = (svg: string) => async (path: string) => {
  await put(
    path,
    await sharp(Buffer.from(svg))
      .flatten()
      .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
      .toBuffer(),
  )
}

/** Black lines on white need few shades, and so few bytes. */
const lineArt =
  (svg: string, frame?: { width: number; height: number }) => async (path: string) => {
    await put(
      path,
      await sharp(Buffer.from(svg))
        .flatten()
        .resize({ ...frame, fit: 'contain', background: '#ffffff' })
        .greyscale()
        .png({ palette: true, colours: 16 })
        .toBuffer(),
    )
  }

const put = async (path: string, bytes: Buffer) => {
  await writeFile(`${path}.part`, bytes)
  await rename(`${path}.part`, path)
}

const recipes: Recipe[] = [
  {
    name: 'interior',
    filename: 'marina-apartment.jpg',
    mimeType: 'image/jpeg',
    alt: 'A bright living room with a teal sofa and an orange armchair; sailing boats pass outside the window.',
    make: photo(drawInterior()),
  },
  {
    name: 'facade',
    filename: 'town-house.jpg',
    mimeType: 'image/jpeg',
    alt: 'A sand-coloured town house with green shutters and flowers on its balconies; a red bicycle stands in front.',
    make: photo(drawFacade()),
  },
  {
    name: 'shark',
    filename: 'shark-colouring-page.png',
    mimeType: 'image/png',
    alt: 'Colouring page: a smiling shark swims over a reef with little fish, seaweed and a starfish.',
    make: lineArt(drawShark()),
  },
  {
    name: 'fox',
    filename: 'fox-colouring-page.png',
    mimeType: 'image/png',
    alt: 'Colouring page: a fox sits in a clearing among fir trees, mushrooms and flowers.',
    // Instagram takes nothing that is taller than 4:5.
    make: lineArt(drawFox(), { width: 1240, height: 1550 }),
  },
  {
    name: 'sleeve',
    filename: 'tidal-sleeve.jpg',
    mimeType: 'image/jpeg',
    alt: 'Record sleeve: a large moon over a sea of rings, with a small sailing boat and the title TIDAL.',
    make: photo(drawSleeve()),
  },
  {
    name: 'harbour',
    filename: 'harbour-sunset.mp4',
    mimeType: 'video/mp4',
    alt: 'A red sailing boat enters a harbour at sunset, past a striped lighthouse.',
    make: (path) => filmHarbour({ path }),
  },
  {
    name: 'tidal',
    filename: 'tidal-pan.mp4',
    mimeType: 'video/mp4',
    alt: 'A slow look along the sleeve of the record TIDAL, past a large moon over the sea.',
    make: (path) => filmSleeve({ path }),
  },
]
