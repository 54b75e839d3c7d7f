import { constants, setPriority } from 'node:os'
import { memoryLimit } from '../memoryLimit.ts'
import { watchMemory } from './watchMemory.ts'

type Args = {
  /** Path of `ffmpeg` or `ffprobe`. */
  program: string
  args: readonly string[]
  /** The most memory that it may take, in bytes. @default `memoryLimit` */
  mostMemory?: number
  signal?: AbortSignal
  /** Each line of stdout as it comes. */
  onLine?: (line: string) => void
}

/** `stderr` is cut to its last 64 kB, so that a file full of faults can't fill the memory. */
export type FfmpegRun = { exitCode: number | undefined; stdout: string[]; stderr: string }

const KEPT_CHARACTERS = 65_536

/**
 * Runs FFmpeg or ffprobe, without a shell, below normal priority, so that encoding never keeps what is due from
 * going out. An abort kills it at once, and so does more memory than it may take.
 *
 * @throws `RENDER_TOO_HEAVY`; the signal's reason when aborted; the system's own error when the program can't be started
 */
export const runFfmpeg = async (given: Args): Promise<FfmpegRun> => {
  const { program, args, mostMemory = memoryLimit(), signal, onLine } = given
  signal?.throwIfAborted()
  // Only what makes videos holds it in its memory.
  const { execa } = await import('execa')
  const running = execa(program, args, {
    stdin: 'ignore',
    buffer: false,
    reject: false,
    killSignal: 'SIGKILL',
    cancelSignal: signal,
  })
  if (running.pid) lowerPriority(running.pid)
  const memory = watchMemory({
    pid: running.pid,
    mostBytes: mostMemory,
    kill: () => running.kill(),
  })

  const stdout: string[] = []
  let stderr = ''
  const reading = async () => {
    for await (const line of running.iterable({ from: 'stdout' })) {
      if (onLine) onLine(line)
      else stdout.push(line)
    }
  }
  const listening = async () => {
    for await (const line of running.iterable({ from: 'stderr' })) {
      stderr = `${stderr}${line}\n`.slice(-KEPT_CHARACTERS)
    }
  }
  const [result] = await Promise.all([running, reading(), listening()]).finally(memory.end)

  signal?.throwIfAborted()
  memory.throwIfExceeded()
  if (result.exitCode === undefined && result.signal === undefined) throw result.cause ?? result
  return { exitCode: result.exitCode, stdout, stderr }
}

const lowerPriority = (pid: number) => {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch (error) {
    const hasEnded = error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR'
    if (!hasEnded) throw error
  }
}
