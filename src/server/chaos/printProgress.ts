import { setTimeout as sleep } from 'node:timers/promises'
import type { Printer } from '../printLines.ts'
import type { ShakenDatabase } from './openShaken.ts'
import { readProgress } from './readProgress.ts'
import type { SandboxControl } from './steerSandbox.ts'

type Args = { db: ShakenDatabase; sandbox: SandboxControl; printer: Printer }

const everyMs = 5_000

/** Prints every few seconds how far everything has come. */
export function printProgress({ db, sandbox, printer }: Args): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const began = performance.now()
  const print = async () => {
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      const { byState } = await readProgress(db)
      const seconds = Math.round((performance.now() - began) / 1000)
      const states = Object.entries(byState).map(([state, count]) => `${count} ${state}`)
      const live = await sandbox.countPublications()
      printer.going(`${seconds} s`, `${live} live; ${states.join(', ')}`)
    }
  }
  const printing = print().catch((error: unknown) => printer.trouble('progress', String(error)))
  return {
    async stop() {
      stopping.abort()
      await printing
    },
  }
}
