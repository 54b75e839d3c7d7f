import { expect, test } from 'vitest'
import type { TaskFile } from '../tasks/task.ts'
import { holdFiles } from './holdFiles.ts'

const file = (filename: string, given: Partial<TaskFile> = {}): TaskFile => ({
  filename,
  mimeType: 'image/jpeg',
  bytes: 5,
  alt: null,
  url: `https://house.example/files/${filename}`,
  expiresAt: '2026-11-22T18:00:00.000Z',
  ...given,
})

const open = () => {
  const asked: string[] = []
  const held = holdFiles(async ({ filename, url }) => {
    asked.push(url)
    if (filename === 'missing.jpg') throw new Error('A file was not sent: 404')
    return new File([url], filename)
  })
  return { asked, held }
}

test('a picture that was replaced while its task is open is not shared any more', async () => {
  const { held } = open()
  const before = [file('flat.jpg')]
  const after = [file('flat-2.jpg', { bytes: 9 })]
  await held.fetch(before)
  expect(held.ready(before)?.map(({ name }) => name)).toEqual(['flat.jpg'])

  expect(held.ready(after)).toBeUndefined()
  await held.fetch(after)
  expect(held.ready(after)?.map(({ name }) => name)).toEqual(['flat-2.jpg'])
})

test('the same files under new links are not fetched again', async () => {
  const { asked, held } = open()
  await held.fetch([file('flat.jpg')])
  const renewed = [file('flat.jpg', { url: 'https://house.example/files/renewed' })]
  await held.fetch(renewed)
  expect(asked).toHaveLength(1)
  expect(held.ready(renewed)).toHaveLength(1)
})

test('files that could not be fetched are tried again', async () => {
  const { asked, held } = open()
  const files = [file('missing.jpg')]
  await expect(held.fetch(files)).rejects.toThrow('404')
  await expect(held.fetch(files)).rejects.toThrow('404')
  expect(asked).toHaveLength(2)
  expect(held.ready(files)).toBeUndefined()
})

test('a post without files is ready at once', () => {
  expect(open().held.ready([])).toEqual([])
})
