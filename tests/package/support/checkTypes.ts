import { join } from 'node:path'
import { rootDir } from '../../../src/server/env.ts'
import { runTool } from './runTool.ts'

/**
 * Checks the types of an application and of every declaration that it takes from the package. Gives back the faults:
 * those of other packages do not count.
 */
export const checkTypes = async ({ app }: { app: string }): Promise<string[]> => {
  const compiler = join(rootDir, 'node_modules', 'typescript', 'bin', 'tsc')
  const said = await runTool({
    program: process.execPath,
    args: [compiler, '--project', app, '--pretty', 'false'],
    cwd: app,
    timeoutMs: 180_000,
  }).catch((error: Error) => (error.cause as { stdout: string }).stdout)
  return said
    .split('\n')
    .filter((line) => /^\S.*\berror TS\d/.test(line))
    .filter((line) => !/^node_modules\/(?!postyard\/)/.test(line))
}
