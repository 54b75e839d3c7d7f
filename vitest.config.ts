import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The same names as `paths` in tsconfig.json. */
const alias = [
  { find: /^@payload-config$/, replacement: at('./payload.config.ts') },
  { find: /^postyard$/, replacement: at('./plugins/distribution/index.ts') },
  { find: /^postyard\/client$/, replacement: at('./plugins/distribution/admin/client.ts') },
  { find: /^postyard\/rsc$/, replacement: at('./plugins/distribution/admin/rsc.ts') },
  { find: /^postyard\/durable-jobs$/, replacement: at('./plugins/durable-jobs/index.ts') },
]

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'int',
          include: ['tests/int/**/*.test.ts'],
          globalSetup: ['tests/startTestPostgres.ts'],
          setupFiles: ['tests/useDatabase.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'jobs',
          include: ['tests/jobs/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['plugins/**/*.test.ts', 'src/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
