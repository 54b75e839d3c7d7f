import { readFile } from 'node:fs/promises'
import { mediaError } from '../mediaError.ts'

type Args = {
  /** Undefined: it could not be started. */
  pid: number | undefined
  mostBytes: number
  kill: () => void
  /** How often it is looked at, in ms. @default 250 */
  everyMs?: number
}

/**
 * Looks again and again at how much memory a program holds, and ends it when that is too much, before the system ends
 * whatever it likes. Where the system does not tell by files (macOS, Windows) nothing is watched.
 */
export const watchMemory = ({ pid, mostBytes, kill, everyMs = 250 }: Args) => {
  let exceededBy: number | undefined
  const look = async () => {
    const bytes = await readMemory(pid)
    if (bytes === undefined || bytes <= mostBytes || exceededBy !== undefined) return
    exceededBy = bytes
    kill()
  }
  const timer =
    pid === undefined || process.platform !== 'linux' ? undefined : setInterval(look, everyMs)
  timer?.unref()
  return {
    end: () => clearInterval(timer),
    throwIfExceeded: () => {
      if (exceededBy === undefined) return
      throw mediaError({
        code: 'RENDER_TOO_HEAVY',
        message: `Making it takes more than ${Math.round(mostBytes / 1024 ** 2)} MB of memory. Export the clip smaller, in 4K or less.`,
        cause: new Error(`It held ${exceededBy} bytes.`),
      })
    },
  }
}

/** The memory that a program holds now, in bytes; undefined once it has ended. */
const readMemory = async (pid: number | undefined): Promise<number | undefined> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kilobytes] = status.match(/^VmRSS:\s+(\d+) kB/m) ?? []
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}
