import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { prepare } from './prepare.ts'
import { runCommand } from './runCommand.ts'
import { standIns } from './standIns.ts'
import { joinDatabase } from './useDatabase.ts'

/**
 * `npm run payload -- <command>`: Payload's own commands (generate:types, generate:importmap,
 * migrate:create, …) with the environment that they need; with the database of a running `npm start`.
 */
await runCommand(async () => {
  const prepared = prepare()
  const { root, env } = prepared
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules', 'payload', 'bin.js'), ...process.argv.slice(2)],
    {
      cwd: root,
      env: {
        ...standIns,
        ...env,
        NODE_ENV: 'development',
        DATABASE_URL: joinDatabase(prepared) ?? standIns.DATABASE_URL,
        DISABLE_PAYLOAD_HMR: 'true',
      },
      stdio: 'inherit',
    },
  )
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
})
