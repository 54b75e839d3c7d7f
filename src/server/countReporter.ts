import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** How a run of the tests went. */
export type TestCounts = { passed: number; failed: number; skipped: number }

/**
 * Counts what vitest ran and writes it to the file that POSTYARD_TEST_COUNTS names. A file that does
 * not load, a broken `beforeAll` and an error outside any test each count as one that failed.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts: TestCounts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1
      for (const suite of module.children.allSuites()) {
        if (suite.errors().length > 0) counts.failed += 1
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') counts.passed += 1
        else if (state === 'failed') counts.failed += 1
        else counts.skipped += 1
      }
    }
    const file = process.env.POSTYARD_TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify(counts))
  }
}
