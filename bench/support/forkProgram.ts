import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { bundle } from '../../src/server/buildEntries.ts'
import { rootDir } from '../../src/server/env.ts'

/** A process of a benchmark. Messages are objects with a `type`. */
export type Program<Message extends { type: string }> = {
  pid: number
  tell: (message: object) => void
  /** Hears every message from now on. */
  onMessage: (listener: (message: Message) => void) => void
  /** The next message of this type. Throws where the program ends before. */
  next: <Type extends Message['type']>(type: Type) => Promise<Extract<Message, { type: Type }>>
  /** Ends it without a word. */
  kill: () => Promise<void>
}

/** Compiles a program as the worker is compiled, and gives its path. Throws `BUILD_FAILED`. */
export const compile = async (file: string): Promise<string> => {
  const outdir = join(rootDir, '.build')
  await bundle({ root: rootDir, files: [join(rootDir, file)], outdir })
  return join(outdir, basename(file).replace(/\.ts$/, '.mjs'))
}

type Args = {
  path: string
  /** Given to the program as JSON, its only argument. */
  order: object
  /** Goes over the environment of this process, in which NODE_ENV is `production`. */
  env?: Record<string, string | undefined>
}

/** Starts a program in a process of its own. It ends with this process. */
export const forkProgram = <Message extends { type: string }>({
  path,
  order,
  env,
}: Args): Program<Message> => {
  const child = fork(path, [JSON.stringify(order)], {
    cwd: rootDir,
    env: { ...process.env, ...({ NODE_ENV: 'production', ...env } as NodeJS.ProcessEnv) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // A program that was killed may still have been told something.
  child.on('error', () => {})
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    // The first words of an error say what it is.
    said = (said + text).slice(0, 2_000)
  })
  const ended = once(child, 'close')
  return {
    pid: child.pid!,
    tell: (message) => {
      if (child.connected) child.send(message)
    },
    onMessage: (listener) => {
      child.on('message', (message) => listener(message as Message))
    },
    next: async <Type extends Message['type']>(type: Type) => {
      const listening = new AbortController()
      const heard = new Promise<Extract<Message, { type: Type }>>((resolve) => {
        const hear = (message: unknown) => {
          if ((message as Message).type === type)
            resolve(message as Extract<Message, { type: Type }>)
        }
        child.on('message', hear)
        listening.signal.addEventListener('abort', () => child.off('message', hear))
      })
      const gone = ended.then(([code, signal]) => {
        throw new Error(`A program of the benchmark ended (${code ?? signal}): ${said.trim()}`)
      })
      gone.catch(() => {})
      return await Promise.race([heard, gone]).finally(() => listening.abort())
    },
    kill: () => killChild(child),
  }
}

const killChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
