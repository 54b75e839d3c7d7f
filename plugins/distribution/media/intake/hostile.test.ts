import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPicture } from '../readPicture.ts'
import { hostileFiles } from '../testing/hostileFiles.ts'
import { renderVideo } from '../video/renderVideo.ts'
import { lookInto } from './lookInto.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'))
})
afterAll(() => rm(folder, { recursive: true }))

const unreadable = { code: 'MEDIA_UNREADABLE', message: expect.stringMatching(/\.$/) }
const frame = { width: 64, height: 64 }

/** What is made of those shows their first picture and nothing else: only who keeps the file has to mind the rest. */
const harmlessOnceMade = /as well|GIF of/

describe.each(Object.entries(hostileFiles))('%s', (kind, { name, make }) => {
  it('is refused where it comes in and where it would be used, with the reason, and leaves nothing', async () => {
    const path = join(folder, name)
    await writeFile(path, await make())
    const workDir = await mkdtemp(join(folder, 'work-'))
    const before = process.memoryUsage().rss
    const lookDir = await mkdtemp(join(folder, 'look-'))
    await expect(lookInto({ path, mimeType: 'video/mp4', workDir: lookDir })).rejects.toMatchObject(
      unreadable,
    )
    if (!harmlessOnceMade.test(kind)) {
      const slides = [{ image: path, seconds: 1 }]
      await expect(renderVideo({ clip: path, frame }, { workDir })).rejects.toMatchObject(
        unreadable,
      )
      await expect(renderVideo({ slides, frame }, { workDir })).rejects.toMatchObject(unreadable)
    }
    expect(await readdir(workDir)).toEqual([])
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 ** 2)
  })
})

describe('a drawing', () => {
  const svg = (inside: string, size = 'width="64" height="64"') =>
    Buffer.from(
      `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size}>${inside}</svg>`,
    )
  const draw = async (picture: string | Uint8Array) =>
    (await readPicture({ picture, name: 'logo' })).ensureAlpha().raw().toBuffer()

  it('never shows another file, not even one that lies beside it', async () => {
    const secret = join(folder, 'secret.png')
    const red = { width: 64, height: 64, channels: 3, background: '#ff0000' } as const
    await sharp({ create: red }).toFile(secret)
    const drawing = svg(
      `<image xlink:href="file://${secret}" width="64" height="64"/><image href="secret.png" width="64" height="64"/>`,
    )
    const path = join(folder, 'drawing.svg')
    await writeFile(path, drawing)
    for (const picture of [path, drawing]) {
      expect([...(await draw(picture)).subarray(0, 4)]).toEqual([0, 0, 0, 0])
    }
  })

  it.each([
    ['of a gigapixel', svg('<rect width="9" height="9"/>', 'width="90000" height="90000"')],
    [
      'that unfolds without an end',
      Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${[...'bcdefghij'].map((letter, index) => `<!ENTITY ${letter} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><text>&j;</text></svg>`,
      ),
    ],
  ])('%s is refused', async (_name, picture) => {
    await expect(draw(picture)).rejects.toMatchObject({ code: 'MEDIA_UNREADABLE' })
  })
})
