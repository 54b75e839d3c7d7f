import { tmpdir } from 'node:os'
import { runNpm } from './runNpm.ts'

/** Whether a package registry answers; if not, what npm says of it. */
export const askRegistry = async (): Promise<{ answers: boolean; reason: string }> => {
  const patience = ['--prefer-online', '--fetch-retries=1', '--fetch-timeout=15000']
  try {
    await runNpm({
      args: ['view', 'payload', 'version', ...patience],
      cwd: tmpdir(),
      timeoutMs: 60_000,
    })
    return { answers: true, reason: '' }
  } catch (error) {
    const said = String(error).match(/npm (?:error|ERR!) code (\w+)/)?.[1]
    return { answers: false, reason: said ?? 'npm gave no reason' }
  }
}
