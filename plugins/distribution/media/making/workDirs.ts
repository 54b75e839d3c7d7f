import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whose folder it is stands in its name: another process can tell whether its owner still lives. */
const prefix = 'postyard-render-'

const ownMark = () => `${hostname().replaceAll(/[^\w]/g, '_')}-${process.pid}-`

const day = 24 * 60 * 60_000

/** A folder for making one file. Whoever asked for it removes it. */
export const makeWorkDir = (): Promise<string> => mkdtemp(join(tmpdir(), `${prefix}${ownMark()}`))

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Folders of this process from before it began belong to an earlier one that had its number. */
const isLeft = async (name: string, now: Date): Promise<boolean> => {
  const found = await stat(join(tmpdir(), name)).catch(() => undefined)
  if (!found?.isDirectory()) return false
  if (now.getTime() - found.mtimeMs > day) return true
  const [, host, pid] = /^postyard-render-(\w+)-(\d+)-/.exec(name) ?? []
  if (!host || !ownMark().startsWith(`${host}-`)) return false
  if (Number(pid) !== process.pid) return !isAlive(Number(pid))
  return found.birthtimeMs < now.getTime() - process.uptime() * 1000 - 1_000
}

/** Programs whose arguments name a folder: what a dead worker began. Only Linux tells. */
const findProgramsIn = async (folder: string): Promise<number[]> => {
  if (process.platform !== 'linux') return []
  const names = await readdir('/proc')
  const found = names
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(async (name) => {
      const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
      return line.split('\0').some((one) => one.includes(`${folder}/`)) ? [Number(name)] : []
    })
  return (await Promise.all(found)).flat()
}

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    const hasEnded = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!hasEnded) throw error
  }
}

/**
 * Removes what workers of this machine left behind that were killed amid making a file: their folders, and the FFmpeg that
 * still writes into them. Folders of machines that share the disk are left to those, for a day.
 *
 * @returns the folders that were removed
 */
export const sweepWorkDirs = async ({ now }: { now: Date }): Promise<string[]> => {
  const swept: string[] = []
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix) || !(await isLeft(name, now))) continue
    const folder = join(tmpdir(), name)
    for (const pid of await findProgramsIn(folder)) kill(pid)
    await rm(folder, { recursive: true, force: true })
    swept.push(folder)
  }
  return swept
}
