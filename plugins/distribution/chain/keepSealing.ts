import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { tellFault } from '../tellFault.ts'
import { sealReceipts } from './sealReceipts.ts'

/** For so long, in milliseconds, a closed receipt may wait for its link, and a change of it leave no trace. */
const everyMs = 2_000

/**
 * Links what was closed, again and again, until it is stopped; any number of processes may. What goes wrong is logged
 * once, and tried again.
 */
export const keepSealing = (args: { payload: Payload }): { stop: () => Promise<void> } => {
  const { payload } = args
  const stopping = new AbortController()
  const { signal } = stopping
  let isFailing = false
  const seal = async () => {
    try {
      await sealReceipts({ payload, now: () => new Date() })
      isFailing = false
    } catch (error) {
      if (!isFailing) {
        payload.logger.error(
          `Closed receipts do not get their links just now; it is tried again: ${tellFault(error)}`,
        )
      }
      isFailing = true
    }
  }
  const keep = async () => {
    while (!signal.aborted) {
      await seal()
      await sleep(everyMs, undefined, { signal }).catch(() => {})
    }
  }
  const done = keep()
  return {
    stop: async () => {
      stopping.abort()
      await done
      // Nothing that is closed is left without its link while nobody is at work.
      await seal()
    },
  }
}
