import { runTool } from './runTool.ts'

type Args = { args: string[]; cwd: string; timeoutMs: number }

/** Runs the npm that runs these tests, else the one on the path. */
export const runNpm = ({ args, cwd, timeoutMs }: Args): Promise<string> => {
  const npm = process.env.npm_execpath
  const isScript = npm?.endsWith('npm-cli.js') === true
  return runTool({
    program: isScript ? process.execPath : 'npm',
    args: [...(isScript && npm ? [npm] : []), ...args],
    cwd,
    timeoutMs,
  })
}
