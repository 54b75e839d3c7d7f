import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { findDoubles } from '../../bench/queue/findDoubles.ts'
import { summarise } from '../../bench/support/metric.ts'
import { percentile } from '../../bench/support/statistics.ts'
import { rootDir } from '../../src/server/env.ts'

const run = promisify(execFile)
const bench = join(rootDir, 'src', 'server', 'bench.ts')
const runBench = (...args: string[]) => run(process.execPath, [bench, ...args], { cwd: rootDir })

it('npm run bench refuses a benchmark that there is not, and names those that there are', async () => {
  const refused = await runBench('speed').catch((error) => error)
  expect(refused.code).toBe(1)
  expect(refused.stderr.trim()).toMatch(
    /^[^\n]*queue\|dispatch\|lateness\|media\|plan\|postiz\|series\|stream\|worker[^\n]*"speed"[^\n]*$/,
  )
})

it('npm run bench refuses options that make no sense, in one sentence', async () => {
  const refused = await runBench('queue', '--runs', '0').catch((error) => error)
  expect(refused.code).toBe(1)
  expect(refused.stderr.trim()).toMatch(/^[^\n]*--runs \(5\)[^\n]*$/)
})

describe('what counts as executed twice', () => {
  type Args = {
    begun: { pid: number; at: number }[]
    completed: number[]
    killed?: Record<number, number>
  }
  const doublesOf = ({ begun, completed, killed = {} }: Args) => {
    const folder = mkdtempSync(join(tmpdir(), 'postyard-bench-test-'))
    const journal = join(folder, 'executions')
    writeFileSync(journal, begun.map((run) => `${JSON.stringify({ job: '1', ...run })}\n`).join(''))
    const found = findDoubles({
      journal,
      killedAt: new Map(Object.entries(killed).map(([pid, at]) => [Number(pid), at])),
      completions: completed.map((at) => ({ job: '1', at })),
    })
    rmSync(folder, { recursive: true })
    return found
  }
  const twice = [
    { pid: 1, at: 10 },
    { pid: 2, at: 20 },
  ]

  it('a job that was begun once and completed once is not', () => {
    const found = doublesOf({ begun: [{ pid: 1, at: 10 }], completed: [15] })
    expect(found).toEqual({ executed: 1, completed: 1, takenOver: 0, doubles: [] })
  })

  it('a job that is taken over from a killed worker is not', () => {
    const found = doublesOf({ begun: twice, completed: [25], killed: { 1: 15 } })
    expect(found).toEqual({ executed: 1, completed: 1, takenOver: 1, doubles: [] })
  })

  it('a job that is begun while another live worker holds it is', () => {
    const found = doublesOf({ begun: twice, completed: [25], killed: { 1: 22 } })
    expect(found.doubles).toEqual(['1 was begun while another live worker held it'])
  })

  it('a job that is begun after it was completed is, though its worker was killed', () => {
    const found = doublesOf({ begun: twice, completed: [12], killed: { 1: 15 } })
    expect(found.doubles).toEqual(['1 was begun after it was completed'])
  })

  it('a job that is completed twice is', () => {
    const found = doublesOf({ begun: twice, completed: [24, 25], killed: { 1: 15 } })
    expect(found.doubles).toEqual(['1 was completed twice'])
  })
})

it('a figure is the median of its runs with the spread, and a percentile a value that was measured', () => {
  expect(summarise({ metric: 'a.b', unit: 'ms', values: [5, 1, 3, 100] })).toEqual({
    metric: 'a.b',
    value: 4,
    unit: 'ms',
    min: 1,
    max: 100,
    runs: 4,
  })
  const values = Array.from({ length: 200 }, (_, index) => 200 - index)
  expect([percentile(values, 0.5), percentile(values, 0.99)]).toEqual([100, 198])
})
