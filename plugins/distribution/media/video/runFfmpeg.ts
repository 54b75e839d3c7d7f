import { constants, setPriority } from 'node:os'
import { execa } from 'execa'

type Args = {
  /** Path of `ffmpeg` or `ffprobe`. */
  program: string
  args: readonly string[]
  signal?: AbortSignal
  /** Each line of stdout as it comes. */
  onLine?: (line: string) => void
}

/** `stderr` is cut to its last 64 kB, so that a file full of faults can't fill the memory. */
export type FfmpegRun = { exitCode: number | undefined; stdout: string[]; stderr: string }

const KEPT_CHARACTERS = 65_536

/**
 * Runs FFmpeg or ffprobe, without a shell, below normal priority, so that encoding never keeps what is due from
 * going out. An abort kills it at once.
 *
 * @throws the signal's reason when aborted; the system's own error when the program can't be started
 */
export const runFfmpeg = async ({ program, args, signal, onLine }: Args): Promise<FfmpegRun> => {
  signal?.throwIfAborted()
  const running = execa(program, args, {
    stdin: 'ignore',
    buffer: false,
    reject: false,
    killSignal: 'SIGKILL',
    cancelSignal: signal,
  })
  if (running.pid) lowerPriority(running.pid)

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
  const [result] = await Promise.all([running, reading(), listening()])

  signal?.throwIfAborted()
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
