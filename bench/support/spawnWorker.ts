import { join } from 'node:path'
import { entryPath } from '../../src/server/buildEntries.ts'
import { rootDir } from '../../src/server/env.ts'
import { spawnLogged } from '../../src/server/spawnLogged.ts'
import { workerFlags } from '../../src/server/startPrograms.ts'
import type { BenchHouse } from './prepareHouse.ts'

type Args = { house: BenchHouse; url: string; run: number }

/** One worker process, as `npm run worker` starts it, once the entries are built. */
export const spawnWorker = ({ house, url, run }: Args) =>
  spawnLogged(
    {
      program: process.execPath,
      args: [...workerFlags, entryPath({ root: rootDir, name: 'worker' })],
      cwd: rootDir,
      env: house.envOf(url),
      logFile: join(house.folder, `worker-${run}.log`),
    },
    'w',
  )
