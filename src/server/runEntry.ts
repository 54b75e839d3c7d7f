import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildEntries, entryPath } from './buildEntries.ts'
import { listenForStop } from './listenForStop.ts'
import { prepare } from './prepare.ts'
import { openDatabase } from './useDatabase.ts'

/**
 * Runs a compiled program on the database of this installation, whether that is up or not, with the same arguments, and
 * gives back its exit code. A stop that is asked for is passed on.
 */
export async function runEntry({ name, args }: { name: string; args: string[] }): Promise<number> {
  const signal = listenForStop()
  const prepared = prepare()
  const { root, env } = prepared
  const database = await openDatabase(prepared)
  try {
    await buildEntries({ root })
    if (signal.aborted) return 130
    const child = spawn(process.execPath, [entryPath({ root, name }), ...args], {
      cwd: root,
      env: {
        ...env,
        DATABASE_URL: database.url,
        POSTYARD_PARENT: String(process.pid),
        // What is printed is the program's own, which others may read by line.
        PAYLOAD_LOG_LEVEL: 'error',
      },
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    signal.addEventListener('abort', () => child.kill('SIGTERM'))
    const [code] = await once(child, 'exit')
    return typeof code === 'number' ? code : 1
  } finally {
    await database.stop()
  }
}
