import '../endWithParent.ts'
import { join } from 'node:path'
import config from '@payload-config'
import { getPayload } from 'payload'
import { seed } from '../../seed/index.ts'
import { readEnv, rootDir } from '../env.ts'
import { runCommand } from '../runCommand.ts'

/** Puts the demo agency into the database, unless it is there, and tells its parent who may log in. */
await runCommand(async () => {
  const payload = await getPayload({ config })
  const { CONTENT_ROOT, DATA_DIR = join(rootDir, '.data') } = readEnv()
  const ownContent = join(DATA_DIR, 'content')
  const seeded = await seed({
    payload,
    postizUrl: `${process.env.POSTIZ_SANDBOX_URL}/api`,
    mediaDir: join(DATA_DIR, 'demo-media'),
    // A folder that somebody has named is theirs: nothing is written there.
    contentRoot: CONTENT_ROOT === ownContent ? ownContent : undefined,
    now: new Date(),
  })
  await new Promise((resolve) => {
    if (process.send) process.send(seeded, resolve)
    else resolve(undefined)
  })
  return 0
})
