import type { Client } from './openClient.ts'

/** One person with one phone: does one thing after the other, and each task only once at a time. */
export type Person = {
  name: string
  client: Client
  /** Random in [0, 1), of their own. */
  random: () => number
  /** Queues what they do about a task, after so many ms; nothing where they are at that task already. */
  takeUp: (task: string, afterMs: number, work: () => Promise<void>) => void
  isIdle: () => boolean
}

type Args = {
  name: string
  client: Client
  random: () => number
  onError: (error: unknown) => void
}

export function openPerson({ name, client, random, onError }: Args): Person {
  const at = new Set<string>()
  let last = Promise.resolve()
  return {
    name,
    client,
    random,
    takeUp(task, afterMs, work) {
      if (at.has(task)) return
      at.add(task)
      setTimeout(() => {
        last = last
          .then(work)
          .catch(onError)
          .finally(() => at.delete(task))
      }, afterMs)
    },
    isIdle: () => at.size === 0,
  }
}
