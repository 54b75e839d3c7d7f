import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// Plain JavaScript, since the first step needs it before anything is installed.

/**
 * When the process `pid` began, in clock ticks since boot, or null where the system does not tell.
 * With it a pid that was given to another process in the meantime is recognised.
 *
 * @param {number} pid
 * @returns {string | null}
 */
export function readStartOf(pid) {
  return readStat(pid)?.[19] ?? null
}

/**
 * The fields of /proc/<pid>/stat after the program's name.
 *
 * @param {number} pid
 */
function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in parentheses, and may itself hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/**
 * Whether the process that wrote `owner` still lives.
 *
 * @param {{ pid: number, started: string | null }} owner
 * @returns {boolean}
 */
export function isAlive(owner) {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false
  }
  const stat = readStat(owner.pid)
  // Dead, but nobody has taken notice: so it stays in a container whose first process does not.
  if (stat?.[0] === 'Z') return false
  return owner.started === null || stat?.[19] === owner.started
}

/**
 * The process that holds the lock at `path`, or null when nobody does. A file that can't be read
 * (a writer was killed halfway) counts as nobody's once it is ten seconds old.
 *
 * @param {string} path
 * @returns {{ pid: number, started: string | null } | null}
 */
export function readHolder(path) {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8'))
    return isAlive(owner) ? owner : null
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null
    return isOlderThan(path, 10_000) ? null : { pid: 0, started: null }
  }
}

/**
 * Takes the lock file at `path` for this process, or says who holds it. A lock whose process is
 * gone is taken over.
 *
 * @param {string} path
 * @returns {{ release: () => void } | { holder: { pid: number, started: string | null } }}
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true })
  const mine = JSON.stringify({ pid: process.pid, started: readStartOf(process.pid) })
  for (;;) {
    if (createExclusively(path, mine)) {
      return {
        release() {
          if (existsSync(path) && readFileSync(path, 'utf8') === mine) rmSync(path, { force: true })
        },
      }
    }
    const holder = readHolder(path)
    if (holder) return { holder }
    removeStale(path)
  }
}

/**
 * Runs `work` while holding the lock at `path`; waits as long as a living process holds it.
 *
 * @template T
 * @param {{ path: string, onWait?: (pid: number) => void }} args
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock({ path, onWait }, work) {
  let hasTold = false
  for (;;) {
    const lock = tryLock(path)
    if ('release' in lock) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (!hasTold) onWait?.(lock.holder.pid)
    hasTold = true
    await sleep(100)
  }
}

/**
 * Two processes may find the same stale lock. Only the one that makes the second file removes it,
 * after a second look; otherwise the slower one would remove the faster one's new lock.
 *
 * @param {string} path
 */
function removeStale(path) {
  const turn = `${path}.turn`
  if (!createExclusively(turn, '')) {
    if (isOlderThan(turn, 5_000)) rmSync(turn, { force: true })
    return
  }
  try {
    if (!readHolder(path)) rmSync(path, { force: true })
  } finally {
    rmSync(turn, { force: true })
  }
}

/**
 * @param {string} path
 * @param {string} content
 */
function createExclusively(path, content) {
  try {
    writeFileSync(path, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * @param {string} path
 * @param {number} ms
 */
function isOlderThan(path, ms) {
  try {
    return Date.now() - statSync(path).mtimeMs > ms
  } catch {
    return false
  }
}
