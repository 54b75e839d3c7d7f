import { spawn } from 'node:child_process'
import { setupError } from '../setupError.ts'

type Args = { dir: string; pid: number; removeAfter?: string }

/**
 * A small shell that waits until this process is gone, however it ended, and then stops the
 * Postgres in `dir`. Before it does so it looks whether `pid` is still the one that owns the folder.
 */
const script = `
cat >/dev/null
if [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ]; then
  kill -INT "$2" 2>/dev/null
  tries=0
  while [ -e "$1/postmaster.pid" ] && [ $tries -lt 150 ]; do sleep 0.1; tries=$((tries + 1)); done
fi
if [ -n "$3" ]; then rm -rf "$3"; fi
`

/**
 * Sees to it that the Postgres in `dir` does not outlive this process, not even its `kill -9`.
 * `removeAfter` is a folder that is then removed with it. Gives back what ends the guard.
 */
export function guardPostgres({ dir, pid, removeAfter }: Args): { end: () => Promise<void> } {
  // Windows has no sh; there the next start stops what a killed one has left.
  if (process.platform === 'win32') return { end: async () => {} }
  const guard = spawn('sh', ['-c', script, 'postyard-guard', dir, String(pid), removeAfter ?? ''], {
    cwd: '/',
    // Its own group: Ctrl-C in the terminal must not reach it before us.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const ended = new Promise<void>((resolve, reject) => {
    guard.once('exit', () => resolve())
    guard.once('error', (cause) =>
      reject(setupError({ code: 'NO_SHELL', message: 'Postyard needs the program "sh".', cause })),
    )
  })
  // Without this a guard that could not start would end the process before anybody awaits it.
  ended.catch(() => {})
  guard.unref()
  return {
    end: () => {
      guard.ref()
      guard.stdin.end()
      return ended
    },
  }
}
