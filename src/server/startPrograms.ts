import { join } from 'node:path'
import { entryPath } from './buildEntries.ts'
import { endWithParent } from './buildWeb.ts'
import { type Child, type SuperviseArgs, superviseChild } from './superviseChild.ts'

type Args = Pick<SuperviseArgs, 'env' | 'onTrouble' | 'onGiveUp'> & { root: string; logDir: string }

/**
 * Flags of the worker's Node. A young generation of 1 MB instead of 16 and code that is optimised for
 * size leave an idle worker at 130 MB (measured: 356 MB without flags, 159 with the first alone).
 * The heap is only a ceiling: 128, 256 and 512 MB all measured 130 to 132 idle. So it is 512, since a
 * card carries its pictures as base64 text (a photograph of 10 MB becomes 13 MB, several times over
 * while it is drawn), and two may be made at once beside a full distribution queue.
 */
export const workerFlags = [
  '--max-semi-space-size=1',
  '--max-old-space-size=512',
  '--optimize-for-size',
]

/** The process that works the queues and ticks. It may take 8 s to finish what it holds. */
export function startWorkerProcess(args: Args & { name?: string }): Child {
  const { root, logDir, name = 'worker' } = args
  return superviseChild({
    ...args,
    name,
    program: process.execPath,
    args: [...workerFlags, entryPath({ root, name: 'worker' })],
    cwd: root,
    logFile: join(logDir, `${name.replaceAll(' ', '-')}.log`),
    stopTimeoutMs: 8_000,
  })
}

/** The web server: panel, API and phone page, on the built `.next`. */
export function startWebProcess(args: Args & { host: string; port: number }): Child {
  const { root, logDir, host, port } = args
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  return superviseChild({
    ...args,
    name: 'web server',
    program: process.execPath,
    args: [...endWithParent(root), next, 'start', '--port', String(port), '--hostname', host],
    cwd: root,
    logFile: join(logDir, 'web.log'),
    // Open live streams keep it from ending by itself.
    stopTimeoutMs: 2_000,
  })
}

/** The stand-ins of Postiz and FCM. */
export function startSandboxProcess(args: Args): Child {
  const { root, logDir } = args
  return superviseChild({
    ...args,
    name: 'sandbox',
    program: process.execPath,
    args: [join(root, 'src', 'sandbox', 'main.ts')],
    cwd: root,
    logFile: join(logDir, 'sandbox.log'),
    stopTimeoutMs: 3_000,
  })
}
