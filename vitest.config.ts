import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// Hundreds of processes load the same libraries: they are compiled once.
process.env.NODE_COMPILE_CACHE ??= at('./.build/compile-cache')

/** The same names as `paths` in tsconfig.json. */
const alias = [
  { find: /^@payload-config$/, replacement: at('./payload.config.ts') },
  { find: /^postyard$/, replacement: at('./plugins/distribution/index.ts') },
  { find: /^postyard\/client$/, replacement: at('./plugins/distribution/admin/client.ts') },
  { find: /^postyard\/rsc$/, replacement: at('./plugins/distribution/admin/rsc.ts') },
  { find: /^postyard\/durable-jobs$/, replacement: at('./plugins/durable-jobs/index.ts') },
]

/**
 * Tests that wait for processes or a browser are tried once more on a machine that is shared with others; one that fails
 * twice has failed.
 */
const retry = process.env.CI ? 1 : 0

/** The files that take a minute and more. */
const longest = [
  'tests/package/package.test.ts',
  'tests/server/demo.test.ts',
  'tests/server/sim.test.ts',
  'tests/jobs/watch.test.ts',
  'tests/int/isolation.test.ts',
  'tests/int/makingMedia.test.ts',
  'tests/int/fairFiring.test.ts',
  'tests/chaos/chaos.test.ts',
  'tests/e2e/composing.test.ts',
  'tests/e2e/firstDay.test.ts',
]

/** Begins with those, so that none of them is left over at the end with nothing beside it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      longest.some((name) => moduleId.endsWith(name))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

/**
 * Browsers, and what is killed and cut, mind other tests beside them: they come last, three files at a time.
 */
const afterOthers = { sequence: { groupOrder: 1 }, maxWorkers: 3 }

/** Packs the plugin and installs it elsewhere: two minutes of both cores, which a run with a time limit leaves out. */
const packaging = {
  test: {
    name: 'package',
    include: ['tests/package/**/*.test.ts'],
    globalSetup: ['tests/startTestPostgres.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
}

export default defineConfig({
  resolve: { alias },
  test: {
    // Most tests wait for processes, timers and databases for half their time: four keep two cores busy.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'chaos',
          include: ['tests/chaos/**/*.test.ts'],
          globalSetup: ['tests/startTestPostgres.ts'],
          setupFiles: ['tests/useDatabase.ts'],
          ...afterOthers,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          retry,
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/startTestPostgres.ts', 'tests/e2e/beginPanel.ts'],
          setupFiles: ['tests/e2e/awaitPanel.ts'],
          ...afterOthers,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'int',
          // tests/useDatabase.ts keeps the files apart.
          isolate: false,
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
          retry,
          // tests/jobs/support/shareProcess.ts keeps the files apart.
          isolate: false,
          include: ['tests/jobs/**/*.test.ts'],
          globalSetup: ['tests/jobs/support/sharePostgres.ts'],
          setupFiles: ['tests/jobs/support/shareProcess.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      ...(process.env.CI ? [] : [packaging]),
      {
        resolve: { alias },
        test: {
          name: 'server',
          retry,
          include: ['tests/server/**/*.test.ts'],
          globalSetup: ['tests/startTestPostgres.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'unit',
          isolate: false,
          include: [
            'app/**/*.test.ts',
            'plugins/**/*.test.ts',
            'src/**/*.test.ts',
            'tests/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
