import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listFolders } from './listFolders.ts'

/** As many calls of the file system may be under way at once. */
const threads = Number(process.env.UV_THREADPOOL_SIZE ?? 4)

/** Until the returned function is called no call of the file system is answered, as on a disk that hangs. */
const hangDisk = (folder: string): (() => Promise<void>) => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  // Whoever opens a pipe to read waits until somebody writes.
  const held = Array.from({ length: threads }, () => readFile(pipe))
  return async () => {
    const writer = openSync(pipe, constants.O_RDWR)
    await new Promise((resolve) => setTimeout(resolve, 50))
    closeSync(writer)
    await Promise.all(held)
  }
}

test('a disk that hangs is told in time, and its folders are once it answers', async () => {
  const contentRoot = await mkdtemp(join(tmpdir(), 'content-'))
  await mkdir(join(contentRoot, 'animals', 'sharks'), { recursive: true })
  await writeFile(join(contentRoot, 'animals', 'sharks', 'white.md'), 'A shark.')
  const look = (sourceMs: number) =>
    listFolders({
      ...{ contentRoot, watched: 'animals' },
      limits: { atOnce: 4, sourceMs, nightMs: 10_000 },
    })
  const release = hangDisk(contentRoot)
  try {
    expect(await look(100)).toMatchObject({ folders: [], problem: { code: 'SOURCE_SLOW' } })
  } finally {
    await release()
  }
  expect(await look(10_000)).toMatchObject({
    folders: [{ slug: 'sharks', items: 1 }],
    problem: null,
  })
  await rm(contentRoot, { recursive: true })
})
