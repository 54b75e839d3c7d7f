import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileDoors } from './support/fileDoors.ts'
import { type House, openHouse } from './support/openHouse.ts'

let house: House
const folder = join(process.env.DATA_DIR!, 'media')

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house?.close())

fileDoors(() => ({
  house,
  list: async () => (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.')),
  read: (name) => readFile(join(folder, name)),
}))

test('nothing is kept that was kept for a moment only', async () => {
  expect(await readdir(join(folder, '.kept')).catch(() => [])).toEqual([])
})
