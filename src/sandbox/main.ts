import '../server/endWithParent.ts'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { demoLimitPerHour, demoOrganisations } from '../seed/agency.ts'
import { readSettings, rootDir } from '../server/env.ts'
import { listenForStop } from '../server/listenForStop.ts'
import { runCommand } from '../server/runCommand.ts'
import { startFcmSandbox } from './fcm/startFcmSandbox.ts'
import { startPostizSandbox } from './postiz/index.ts'

/**
 * The stand-ins of Postiz and FCM in a process of their own, on SANDBOX_PORT (Postiz), the next
 * (the page of FCM) and the one after that (FCM itself). What they received outlives a restart.
 */
await runCommand(async () => {
  const signal = listenForStop()
  const settings = readSettings(process.env)
  const folder = join(settings.DATA_DIR ?? join(rootDir, '.data'), 'sandbox')
  mkdirSync(folder, { recursive: true })
  const port = settings.SANDBOX_PORT
  const started = await Promise.all([
    startPostizSandbox({
      port,
      file: join(folder, 'postiz.sqlite'),
      organisations: demoOrganisations,
      limitPerHour: demoLimitPerHour,
      panelUrl: `${settings.SERVER_URL}/admin`,
    }),
    startFcmSandbox({
      controlPort: port + 1,
      port: port + 2,
      file: join(folder, 'fcm.sqlite'),
    }),
  ])
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  }
  await Promise.all(started.map(({ close }) => close()))
  return 0
})
