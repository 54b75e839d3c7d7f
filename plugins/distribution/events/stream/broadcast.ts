import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { listen } from 'postyard/durable-jobs'
import { sideBySide } from '../../deliver/sideBySide.ts'
import { poolOf, rows, sql } from '../../model/database.ts'
import { tellFault } from '../../tellFault.ts'
import type { Envelope } from '../envelope.ts'
import { readEvents } from '../readEvents.ts'
import { eventsChannel, sequenceAll } from '../sequence/sequenceEvents.ts'
import { eventFrame, resetFrame } from './frames.ts'
import type { Reader, Source } from './openReader.ts'

/** How often it is looked whether events wait for their position, while somebody listens, in milliseconds. */
const sequenceMs = 100

/** So many events are read at once for all who are up to date. */
const batch = 500

/** So many who are behind read at once; the pool is everybody's. */
const mostReading = 3

export type Broadcast = {
  source: Source
  add: (reader: Reader) => void
  stop: () => Promise<void>
}

/** The last position that was given. */
export const readClock = async (payload: Payload): Promise<number> => {
  const [clock] = await rows<{ position: number }>(
    poolOf(payload),
    sql`select position::float8 as position from postyard_event_clock`,
  )
  return clock?.position ?? 0
}

const wentBack =
  'The database was put back to an earlier state, so what you have may not be so any more. Read it anew; events go on from here.'

/**
 * Serves all connections of this process: one listener at the database for all, and each new event read once. A listener
 * that is lost costs nothing but time: what was missed is read by position. Positions are given often while somebody
 * listens, so that an event is with its clients within a fraction of a second.
 */
export const startBroadcast = async (args: {
  payload: Payload
  onEmpty: () => void
}): Promise<Broadcast> => {
  const { payload, onEmpty } = args
  const db = poolOf(payload)
  const stopping = new AbortController()
  const readers = new Map<string, Set<Reader>>()
  let mark = await readClock(payload)
  let isPumping = false
  let isPumpedAgain = false
  let isFailing = false

  const onError = (error: unknown) => {
    if (!isFailing && !stopping.signal.aborted) {
      payload.logger.error(
        `The live stream of events stands still; it goes on by itself, and misses none: ${tellFault(error)}`,
      )
    }
    isFailing = true
  }

  const everyone = () => new Set([...readers.values()].flatMap((some) => [...some]))

  const serve = (events: Envelope[]) => {
    for (const event of events) {
      const some = readers.get(event.tenant)
      if (!some || some.size === 0) continue
      const frame = eventFrame(event)
      for (const reader of some) reader.offer(event, frame)
    }
    mark = Number(events.at(-1)?.position ?? mark)
  }

  const pumpOnce = async () => {
    const until = await readClock(payload)
    if (until < mark) {
      mark = until
      for (const reader of everyone()) reader.reset(resetFrame(until, wentBack), until)
    }
    if (until === mark) return
    const served = new Set(readers.keys())
    for (let isMore = served.size > 0; isMore; ) {
      const events = await readEvents({
        ...{ db, tenant: [...served], after: String(mark), until: String(until), limit: batch },
      })
      serve(events)
      isMore = events.length === batch
    }
    mark = until
    // Of a tenant that came meanwhile nothing was read.
    for (const [tenant, some] of readers)
      if (!served.has(tenant)) for (const reader of some) reader.fallBehind()
  }

  const pump = async () => {
    isPumpedAgain = true
    if (isPumping) return
    isPumping = true
    try {
      while (isPumpedAgain && !stopping.signal.aborted) {
        isPumpedAgain = false
        await pumpOnce()
      }
    } catch (error) {
      isPumpedAgain = true
      onError(error)
    } finally {
      isPumping = false
    }
  }

  const listener = listen({
    adapter: payload.db as unknown as Parameters<typeof listen>[0]['adapter'],
    name: 'events listen',
    channel: eventsChannel,
    onMessage: () => void pump(),
    onListening: () => void pump(),
    onDeaf: () => void pump(),
    tell: {
      deaf: (reason) =>
        `New events do not wake the live stream just now (${reason}); it looks for them, and connects again.`,
      again: 'New events wake the live stream again.',
    },
    logger: payload.logger,
    random: Math.random,
  })

  const sequence = async () => {
    await sequenceAll({ payload })
    if (!listener.isListening() || isFailing || isPumpedAgain) await pump()
    // A look that failed stands until one succeeds.
    if (!isFailing || isPumpedAgain) return
    isFailing = false
    for (const reader of everyone()) reader.resume()
  }

  const keepSequencing = async () => {
    while (!stopping.signal.aborted) {
      await sequence().catch(onError)
      await sleep(sequenceMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const sequencing = keepSequencing()
  const inTurn = sideBySide(mostReading)

  return {
    source: {
      mark: () => mark,
      read: ({ tenants, ...wanted }, after, limit) =>
        inTurn(() => readEvents({ db, tenant: tenants, after: String(after), limit, ...wanted })),
      onError,
      onOver: (reader) => {
        for (const tenant of reader.wanted.tenants) {
          const some = readers.get(String(tenant))
          some?.delete(reader)
          if (some?.size === 0) readers.delete(String(tenant))
        }
        if (readers.size === 0) onEmpty()
      },
    },
    add: (reader) => {
      for (const tenant of reader.wanted.tenants) {
        const some = readers.get(String(tenant)) ?? new Set()
        readers.set(String(tenant), some.add(reader))
      }
      // What is being read just now may be without one of its tenants: it reads by itself what it would miss.
      if (isPumping) reader.fallBehind()
    },
    stop: async () => {
      stopping.abort()
      await Promise.all([listener.stop(), sequencing])
    },
  }
}
