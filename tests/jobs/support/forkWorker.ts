import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { DurableJobsOptions } from '../../../plugins/durable-jobs/index.ts'

export type WorkerSettings = {
  url: string
  slots: number
  options?: DurableJobsOptions
  drainMs?: number
  /** Payload's own queue, without the plugin's guards. */
  isStock?: boolean
  /** Begins to work only when told to. */
  isHeldBack?: boolean
}

export type ForkedWorker = {
  pid: number
  /** Where it was held back. */
  begin: () => void
  /** Sends the signal and waits for the end. Returns the exit code, or the signal that ended it. */
  end: (signal: NodeJS.Signals) => Promise<number | string>
}

const children = new Set<ChildProcess>()

/** Starts a process that works the queue `q`, and waits until it does, or until it could. */
export const forkWorker = async (settings: WorkerSettings): Promise<ForkedWorker> => {
  const program = fileURLToPath(new URL('./worker.ts', import.meta.url))
  const child = fork(program, [JSON.stringify(settings)], { execArgv: ['--no-warnings'] })
  children.add(child)
  const exited = once(child, 'exit').then(([code, signal]) => {
    children.delete(child)
    return (code ?? signal) as number | string
  })
  await Promise.race([
    once(child, 'message'),
    exited.then((code) => Promise.reject(new Error(`the worker ended before it began: ${code}`))),
  ])
  return {
    pid: child.pid!,
    begin: () => child.send('begin'),
    end: (signal) => {
      child.kill(signal)
      return exited
    },
  }
}

/** Ends every worker that is still there. */
export const endWorkers = async (): Promise<void> => {
  const all = [...children]
  for (const child of all) child.kill('SIGKILL')
  await Promise.all(
    all.map((child) =>
      child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined,
    ),
  )
}
