import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

type Args = {
  program: string
  args: string[]
  cwd: string
  env?: Record<string, string>
  timeoutMs: number
}

const run = promisify(execFile)

/** What this run of the tests, or the npm that started it, has set for itself. */
const notForTools =
  /^(NODE_ENV|NODE_OPTIONS|VITEST.*|npm_(package|lifecycle)_.*|npm_config_local_prefix)$/

const ownEnv = (): NodeJS.ProcessEnv => {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (notForTools.test(name)) delete env[name]
  }
  return env
}

/** Runs a program to its end, as a person would in a terminal of their own. Throws with what it said. */
export const runTool = async ({ program, args, cwd, env, timeoutMs }: Args): Promise<string> => {
  try {
    const child = run(program, args, {
      cwd,
      env: { ...ownEnv(), NO_COLOR: '1', ...env },
      timeout: timeoutMs,
      maxBuffer: 64 * 2 ** 20,
    })
    // Whatever asks a question gets no answer.
    child.child.stdin?.end()
    return (await child).stdout
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string }
    const said = `${stdout}\n${stderr}`.trim().slice(-6_000)
    throw new Error(`${program} ${args.join(' ')} failed:\n${said}`, { cause })
  }
}
