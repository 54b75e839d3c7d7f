import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildEntries, entryPath } from './buildEntries.ts'
import { listenForStop } from './listenForStop.ts'
import { prepare } from './prepare.ts'
import { runCommand } from './runCommand.ts'
import { setupError } from './setupError.ts'
import { workerFlags } from './startPrograms.ts'
import { joinDatabase } from './useDatabase.ts'

/** `npm run worker`: one more worker process on the same database; SIGTERM lets it finish what it holds. */
await runCommand(async () => {
  const signal = listenForStop()
  const prepared = prepare()
  const { root, env } = prepared
  const url = joinDatabase(prepared)
  if (!url) {
    throw setupError({
      code: 'NO_DATABASE',
      message:
        'There is no database to work on: start one with "npm start" in another terminal, or set DATABASE_URL.',
    })
  }
  await buildEntries({ root })
  const child = spawn(process.execPath, [...workerFlags, entryPath({ root, name: 'worker' })], {
    cwd: root,
    env: { ...env, DATABASE_URL: url, POSTYARD_PARENT: String(process.pid) },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  signal.addEventListener('abort', () => child.kill('SIGTERM'))
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
})
