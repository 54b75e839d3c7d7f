import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Lane, openLane } from './lane.ts'

const second = 1_000

/** By the timer that these tests wind on. */
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** A queue in memory: jobs take `jobMs` each, and are there or not. */
let jobs: number
let jobMs: number
let lookMs: number
let looks: number[]
let errors: unknown[]
let most: number
let running: number
let nextLook: number | undefined
let isBroken: boolean
let lane: Lane

const open = (slots: number) => {
  lane = openLane({
    slots,
    runOne: async (onClaimed) => {
      looks.push(Date.now())
      if (lookMs > 0) await sleep(lookMs)
      if (isBroken) throw new Error('broken')
      if (jobs === 0) return 'empty'
      jobs -= 1
      running += 1
      most = Math.max(most, running)
      onClaimed()
      await sleep(jobMs)
      running -= 1
      return 'ran'
    },
    findNextLook: async () => nextLook,
    onError: (error) => errors.push(error),
    pollMs: () => 60 * second,
    now: Date.now,
    random: () => 0.5,
  })
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  jobs = 0
  jobMs = 10
  lookMs = 0
  looks = []
  errors = []
  most = 0
  running = 0
  nextLook = undefined
  isBroken = false
})

afterEach(async () => {
  const stopped = lane.stop()
  await vi.runAllTimersAsync()
  await stopped
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a lane', () => {
  it('with nothing to do looks once per poll, however many slots it has', async () => {
    open(5)
    await pass(1)
    looks = []
    await pass(10 * 60 * second)
    expect(looks).toHaveLength(10)
  })

  it('woken for one job ends up with all slots at work if there are more', async () => {
    open(5)
    await pass(1)
    jobs = 50
    lane.wake(1)
    await pass(200)
    expect(jobs).toBe(0)
    expect(most).toBe(5)
  })

  it('looks again when it was called while it looked in vain', async () => {
    open(1)
    await pass(1)
    looks = []
    lookMs = 10
    lane.wake(1)
    await pass(5)
    lane.wake(1)
    await pass(second)
    expect(looks).toHaveLength(2)
  })

  it('looks when the next job is due', async () => {
    nextLook = 5 * second
    open(3)
    await pass(1)
    looks = []
    nextLook = undefined
    await pass(10 * second)
    expect(looks).toEqual([5 * second])
  })

  it('looks earlier when an earlier job is announced', async () => {
    nextLook = 50 * second
    open(3)
    await pass(1)
    looks = []
    nextLook = undefined
    lane.expect(2 * second)
    await pass(10 * second)
    expect(looks).toEqual([2 * second + 1])
  })

  it('rests longer with each failure, whatever calls it, and only one slot knocks', async () => {
    isBroken = true
    open(5)
    await pass(1)
    looks = []
    for (let ms = 0; ms < 60 * second; ms += 100) {
      lane.wake(5)
      await pass(100)
    }
    expect(looks.length).toBeLessThan(20)
    const gaps = looks.slice(1).map((at, n) => at - looks[n]!)
    expect(gaps.at(-1)).toBeGreaterThan(5 * second)
    expect(errors.length).toBeGreaterThan(0)
  })

  it('goes on at once when it has recovered', async () => {
    isBroken = true
    open(5)
    await pass(20 * second)
    isBroken = false
    jobs = 20
    lane.recover()
    await pass(100)
    expect(jobs).toBe(0)
  })

  it('stops when its running jobs have ended, and claims no further one', async () => {
    jobs = 10
    jobMs = second
    open(2)
    await pass(100)
    let isStopped = false
    void lane.stop().then(() => {
      isStopped = true
    })
    await pass(500)
    expect(isStopped).toBe(false)
    await pass(second)
    expect(isStopped).toBe(true)
    expect(jobs).toBe(8)
  })
})
