import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { type ID, poolOf, rows, sql } from '../model/database.ts'
import { settledStates } from '../model/states.ts'

type Waiter = { plan: ID; tenant: ID; wake: (isSettled: boolean) => void }

/** So many requests of a process wait at once; further ones are answered at once. */
export const mostWaiting = 100

/** Between two looks for all that wait, in milliseconds. */
const pauseMs = 150

/** Those for whom somebody looks already. */
const watched = new WeakSet<Set<Waiter>>()

const waiting = new WeakMap<Payload, Set<Waiter>>()

/** The plans of which something is still to come, of those that are waited for: one statement for all of them. */
const readMoving = async (payload: Payload, waiters: Waiter[]): Promise<Set<string>> => {
  const found = await rows<{ plan_id: ID }>(
    poolOf(payload),
    sql`
      select distinct plan_id from postyard_deliveries
      where plan_id = any(${sql.param(waiters.map(({ plan }) => plan))})
        and tenant_id = any(${sql.param(waiters.map(({ tenant }) => tenant))})
        and state::text <> all(${sql.param([...settledStates])})`,
  )
  return new Set(found.map((row) => String(row.plan_id)))
}

/** Looks again and again while somebody waits. Where the database cannot be asked, nobody waits any longer. */
const watch = async (payload: Payload, all: Set<Waiter>): Promise<void> => {
  while (all.size > 0) {
    const waiters = [...all]
    try {
      const moving = await readMoving(payload, waiters)
      for (const one of waiters) if (!moving.has(String(one.plan))) one.wake(true)
    } catch (error) {
      payload.logger.warn({ err: error }, 'Plans that are waited for cannot be read.')
      for (const one of waiters) one.wake(false)
    }
    await sleep(pauseMs)
  }
  watched.delete(all)
}

/**
 * Waits until all deliveries of a plan have ended, at most so long, in milliseconds; ends where the signal is aborted, too.
 * It holds no connection meanwhile. Returns whether they have ended; false at once where too many wait already.
 */
export const awaitPlan = (args: {
  payload: Payload
  plan: ID
  tenant: ID
  ms: number
  signal?: AbortSignal | undefined
}): Promise<boolean> => {
  const { payload, plan, tenant, ms, signal } = args
  const all = waiting.get(payload) ?? new Set<Waiter>()
  waiting.set(payload, all)
  if (all.size >= mostWaiting || ms <= 0 || signal?.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const wake = (isSettled: boolean) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
      all.delete(waiter)
      resolve(isSettled)
    }
    const giveUp = () => wake(false)
    const timer = setTimeout(giveUp, ms)
    const waiter = { plan, tenant, wake }
    signal?.addEventListener('abort', giveUp, { once: true })
    all.add(waiter)
    if (watched.has(all)) return
    watched.add(all)
    void watch(payload, all)
  })
}

/** How many requests of this process wait for a plan. */
export const countWaiting = (payload: Payload): number => waiting.get(payload)?.size ?? 0
