import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { makePrinter } from '../../src/server/printLines.ts'
import { runMonth } from '../../src/server/series/runMonth.ts'
import { createTestDatabase } from '../database.ts'

test('a house that is killed while it flies catches up on the same day, a new folder is out the next, and all fly once', async () => {
  const terminal = new PassThrough()
  const printed = text(terminal)
  const printer = makePrinter(terminal as unknown as NodeJS.WriteStream)
  const { evidence, moved, flights, offDay, doubled, lost, ...outcome } = await runMonth({
    ...{ days: 2, series: 6, randomSeed: 1, isKept: false, printer },
    ...{ databaseUrl: await createTestDatabase(), signal: new AbortController().signal },
  })
  terminal.end()
  const said = await printed
  expect({ offDay, doubled, lost, moved, evidence }, said).toEqual({
    ...{ offDay: 0, doubled: 0, lost: 0, moved: [], evidence: null },
  })
  // Four small ones on both days and the new one on the second; of the two large ones those whose weekday it is.
  const flown = Object.fromEntries(outcome.lines.map((line) => [line.slug, line.flights]))
  expect(flown).toMatchObject({ foxes: 2, geese: 2, mice: 2, wolves: 2, unicorns: 1 })
  expect(flights).toBeGreaterThanOrEqual(9)
  expect(said).toMatch(/the house is killed while it flies[\s\S]*the house is back/)
})
