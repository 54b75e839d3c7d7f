import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildEntries, entryPath } from './buildEntries.ts'
import { listenForStop } from './listenForStop.ts'
import { prepare } from './prepare.ts'
import { runCommand } from './runCommand.ts'
import { openDatabase } from './useDatabase.ts'
import { readArguments } from './vault/readArguments.ts'

/** `npm run vault:rotate`: seals all stored credentials with the newest key, also while the installation runs. */
await runCommand(async () => {
  const signal = listenForStop()
  const args = process.argv.slice(2)
  readArguments(args)
  const prepared = prepare()
  const { root, env } = prepared
  const database = await openDatabase(prepared)
  try {
    await buildEntries({ root })
    if (signal.aborted) return 130
    const child = spawn(process.execPath, [entryPath({ root, name: 'rotateVault' }), ...args], {
      cwd: root,
      env: { ...env, DATABASE_URL: database.url, POSTYARD_PARENT: String(process.pid) },
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    signal.addEventListener('abort', () => child.kill('SIGTERM'))
    const [code] = await once(child, 'exit')
    return typeof code === 'number' ? code : 1
  } finally {
    await database.stop()
  }
})
