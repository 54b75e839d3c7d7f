import { describe, expect, it } from 'vitest'
import { nextSweep, nextTry } from './sweepTimes.ts'

const minute = 60_000
const requestedAt = new Date('2026-11-22T10:00:00Z')
const draftAt = new Date('2026-11-22T10:15:00Z')
const staging = { draftAt, requestedAt, failures: 0 }
const at = (minutes: number) => new Date(requestedAt.getTime() + minutes * minute)

describe('when it is looked for drafts that nobody owns', () => {
  it('is some minutes after the request first, and last when their time has gone by', () => {
    expect(nextSweep(staging, at(1), 0)).toEqual({ kind: 'look', at: at(5) })
    expect(nextSweep(staging, at(6), 3)).toEqual({ kind: 'look', at: at(20) })
    expect(nextSweep(staging, at(20), 0)).toEqual({ kind: 'done' })
  })

  it('goes on while a delivery that did not go out still has its draft, and ends after a week', () => {
    expect(nextSweep(staging, at(20), 1)).toEqual({ kind: 'look', at: at(80) })
    expect(nextSweep(staging, at(9 * 24 * 60), 1)).toEqual({ kind: 'given_up' })
  })

  it('of what was requested late counts from the request', () => {
    const late = { ...staging, draftAt: at(-30) }
    expect(nextSweep(late, at(1), 0)).toEqual({ kind: 'look', at: at(5) })
    expect(nextSweep(late, at(5), 0)).toEqual({ kind: 'done' })
  })

  it('is later with each failure, at most six hours, and never for ever', () => {
    const pauses = [0, 1, 2, 30].map((failures) => nextTry({ ...staging, failures }, at(10)))
    expect(pauses).toEqual([11, 12, 14, 370].map((minutes) => ({ kind: 'look', at: at(minutes) })))
    expect(nextTry({ ...staging, failures: 30 }, at(9 * 24 * 60))).toEqual({ kind: 'given_up' })
  })
})
