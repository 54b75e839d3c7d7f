import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeDemoMedia } from '../../../src/seed/media/makeDemoMedia.ts'
import { buildOnce } from '../../../src/server/buildOnce.ts'
import { rootDir } from '../../../src/server/env.ts'
import { hashSources } from '../../../src/server/hashSources.ts'

/**
 * The folder of the demo's pictures and its video, which are made once for all stacks: it takes seconds of a core. That
 * the demo makes them is seen where they are tested, and by `npm run demo`.
 */
export const keepDemoMedia = async (): Promise<string> => {
  const dir = join(rootDir, '.build', 'demo-media')
  const hash = hashSources({ root: rootDir, of: ['src/seed/media'] })
  await buildOnce({ root: rootDir, name: 'demo-media', hash, result: dir }, async () => {
    rmSync(dir, { recursive: true, force: true })
    await makeDemoMedia({ dir })
  })
  return dir
}
