import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { reasonOf } from '../adapter/reasonOf.ts'
import type { Adapter } from '../postgres.ts'
import { backoffMs } from './backoffMs.ts'

type Client = InstanceType<Adapter['pg']['Client']>

type Args = {
  adapter: Pick<Adapter, 'pg' | 'poolOptions'>
  /** What its connection is called in the database, behind the name of the others. */
  name: string
  channel: string
  onMessage: (message: string | undefined) => void
  /** Listening again: whatever was said meanwhile was missed. */
  onListening: () => void
  onDeaf: () => void
  /** For the log: what a lost connection means, and that it is back. */
  tell: { deaf: (reason: string) => string; again: string }
  logger: Payload['logger']
  random: () => number
}

export type Listener = { isListening: () => boolean; stop: () => Promise<void> }

const makeClient = ({ adapter, name }: Args): Client =>
  new adapter.pg.Client({
    ...adapter.poolOptions,
    application_name: `${adapter.poolOptions.application_name ?? 'payload'} ${name}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    query_timeout: 10_000,
  })

/** How often a silent connection is asked whether it still lives. */
const pingMs = 15_000

/**
 * Listens on a connection of its own, and connects again for as long as it is not stopped. A connection that no longer
 * answers counts as lost, also where nobody ever closed it.
 */
export const listen = (args: Args): Listener => {
  const { channel, onMessage, onListening, onDeaf, tell, logger, random } = args
  const stopping = new AbortController()
  const { signal } = stopping
  let isListening = false

  const listenOnce = async (onReady: () => void): Promise<never> => {
    const client = makeClient(args)
    const over = new AbortController()
    const lost = new Promise<never>((_, reject) => {
      client.on('error', reject)
      client.once('end', () => reject(new Error('the connection ended')))
      signal.addEventListener('abort', () => reject(signal.reason), {
        once: true,
        signal: over.signal,
      })
    })
    const ping = async (): Promise<never> => {
      for (;;) {
        await sleep(pingMs, undefined, { signal: over.signal })
        await client.query('select 1')
      }
    }
    try {
      client.on('notification', ({ payload }) => onMessage(payload))
      await Promise.race([client.connect(), lost])
      await Promise.race([client.query(`listen ${client.escapeIdentifier(channel)}`), lost])
      onReady()
      return await Promise.race([lost, ping()])
    } finally {
      over.abort()
      // Not awaited: the other side may be gone, and never answer the farewell.
      client.end().catch(() => {})
      lost.catch(() => {})
    }
  }

  const keepListening = async () => {
    let failures = 0
    while (!signal.aborted) {
      try {
        await listenOnce(() => {
          if (failures > 0) logger.info(tell.again)
          failures = 0
          isListening = true
          onListening()
        })
      } catch (error) {
        if (signal.aborted) break
        failures += 1
        if (isListening || failures === 1) {
          logger.warn(tell.deaf(reasonOf(error)))
        }
        if (isListening) onDeaf()
        isListening = false
      }
      const waitMs = backoffMs({ attempt: failures, leastMs: 250, mostMs: 15_000, random })
      await sleep(waitMs, undefined, { signal }).catch(() => {})
    }
    isListening = false
  }

  const done = keepListening()
  return {
    isListening: () => isListening,
    stop: async () => {
      stopping.abort(new Error('stopped'))
      await done
    },
  }
}
