import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rootDir } from '../../../src/server/env.ts'
import { runNpm } from './runNpm.ts'

type Args = {
  /** Where the application goes. */
  app: string
  /** The packed plugins. */
  archive: string
}

/** What the application has of its own, in the versions of this repository. */
const ownPackages = [
  '@payloadcms/db-postgres',
  '@payloadcms/next',
  '@payloadcms/plugin-multi-tenant',
  '@payloadcms/ui',
  '@types/node',
  '@types/react',
  'graphql',
  'next',
  'payload',
  'react',
  'react-dom',
  'sharp',
]

/** Makes the second application and installs its packages, with the archive among them. */
export const installApp = async ({ app, archive }: Args): Promise<void> => {
  cpSync(fileURLToPath(new URL('../app', import.meta.url)), app, { recursive: true })
  const root = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8'))
  const versions = { ...root.dependencies, ...root.devDependencies }
  const manifest = {
    name: 'somebody-elses',
    private: true,
    type: 'module',
    dependencies: {
      ...Object.fromEntries(ownPackages.map((name) => [name, versions[name]])),
      postyard: `file:${archive}`,
    },
  }
  writeFileSync(join(app, 'package.json'), JSON.stringify(manifest, null, 2))
  await runNpm({
    args: ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    cwd: app,
    timeoutMs: 280_000,
  })
}
