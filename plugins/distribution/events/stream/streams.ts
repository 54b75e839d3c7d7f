import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { poolOf, rows, sql } from '../../model/database.ts'
import { tellFault } from '../../tellFault.ts'
import { type Broadcast, readClock, startBroadcast } from './broadcast.ts'
import { beginFrame, type Frame, resetFrame } from './frames.ts'
import { openReader, type Reader } from './openReader.ts'
import type { Wanted } from './wanted.ts'

/** How often a sign of life is sent, and the right to listen looked at again, in milliseconds. */
const beatMs = 15_000

/** Clients that were cut off together come back scattered over this span, in milliseconds. */
const retryMs = { least: 500, span: 2_000 }

/** Whose right to listen is looked at again: all connections with the same credential together. */
export type Right = {
  /** Tells credentials apart; holds nothing secret. */
  credential: string
  isHeld: () => Promise<boolean>
}

type Streams = {
  broadcast: Promise<Broadcast> | undefined
  open: Map<Reader, Right>
  watching: AbortController | undefined
}

/** `isEnded` from the stop on, also where nobody has listened so far. */
type Registry = { all: Map<Payload, Streams>; isEnded: boolean }

const place = globalThis as typeof globalThis & { postyardStreams?: Registry }

/** Of this process, also where its modules were loaded more than once. */
const registryOf = (): Registry => {
  place.postyardStreams ??= { all: new Map(), isEnded: false }
  return place.postyardStreams
}

const streamsOf = (payload: Payload): Streams => {
  const { all } = registryOf()
  const known = all.get(payload)
  if (known) return known
  const made: Streams = { broadcast: undefined, open: new Map(), watching: undefined }
  all.set(payload, made)
  return made
}

/** Ends the connections of those who may not listen any more. What cannot be found out just now is asked next time. */
const checkRights = async (payload: Payload, { open }: Streams): Promise<void> => {
  const byCredential = Map.groupBy(open, ([, { credential }]) => credential)
  for (const some of byCredential.values()) {
    const right = some[0]?.[1]
    const isHeld = await right?.isHeld().catch((error: unknown) => {
      payload.logger.warn(
        `Whether somebody may still listen could not be found out: ${tellFault(error)}`,
      )
      return true
    })
    if (!isHeld) for (const [reader] of some) reader.end()
  }
}

/** Gives every connection a sign of life, and ends those that may not listen any more, or take nothing. */
export const lookAfterStreams = async (payload: Payload): Promise<void> => {
  const streams = streamsOf(payload)
  for (const reader of streams.open.keys()) reader.beat(Date.now())
  await checkRights(payload, streams)
}

const keepWatch = async (payload: Payload, signal: AbortSignal) => {
  for (;;) {
    await sleep(beatMs, undefined, { signal, ref: false })
    await lookAfterStreams(payload)
  }
}

const broadcastOf = (payload: Payload, streams: Streams): Promise<Broadcast> => {
  if (streams.broadcast) return streams.broadcast
  const watching = new AbortController()
  const started = startBroadcast({ payload, onEmpty: () => void close(streams) })
  streams.broadcast = started
  streams.watching = watching
  keepWatch(payload, watching.signal).catch(() => {})
  // One that could not be started is tried anew by whoever comes next.
  started.catch(() => {
    if (streams.broadcast === started) streams.broadcast = undefined
  })
  return started
}

/** Without a connection nothing is listened for. */
const close = async (streams: Streams): Promise<void> => {
  const { broadcast, watching } = streams
  streams.broadcast = undefined
  watching?.abort()
  await (await broadcast)?.stop()
}

const unknownId = (id: number) =>
  `Nothing of the id ${id} is known here: the database was put back to an earlier state. Read anew what you have; events go on from here.`

const olderId =
  'Events that followed on your last one are not kept any more. Read anew what you have; what is kept follows.'

/** True where all that followed on a position may have been removed: nothing as old is left of anybody. */
const isTooOld = async (payload: Payload, { tenants }: Wanted, after: number): Promise<boolean> => {
  if (after === 0) return false
  const [found] = await rows<{ older: boolean; newer: boolean }>(
    poolOf(payload),
    sql`
      select exists (select 1 from postyard_events
                     where position <= ${after}) as older,
             exists (select 1 from postyard_events
                     where tenant_id = any(${sql.param([...tenants])}) and position > ${after}) as newer`,
  )
  return found?.older === false && found.newer
}

type Args = {
  payload: Payload
  wanted: Wanted
  /** The id of the last event that the client has. @default what comes from now on */
  after?: number
  right: Right
  random: () => number
}

/**
 * Opens a stream of events (WHATWG HTML, 9.2 server-sent events) behind the last one that the client has: without a gap
 * and without a repeat, whatever process it was connected to before. A client whose last id is not of this database, or
 * so old that what followed may be gone, is told so by an event `reset`. It ends when the right to listen is lost.
 */
export const openStream = async (args: Args): Promise<ReadableStream<Frame>> => {
  const { payload, wanted, after, right, random } = args
  const streams = streamsOf(payload)
  const retry = Math.round(retryMs.least + random() * retryMs.span)
  const last = after === undefined ? undefined : await readClock(payload)
  const isAhead = after !== undefined && last !== undefined && after > last
  const isOld = after !== undefined && !isAhead && (await isTooOld(payload, wanted, after))
  let begun = broadcastOf(payload, streams)
  let broadcast = await begun
  // The last of the others may have gone meanwhile, and what served them with it.
  while (streams.broadcast !== begun) {
    begun = broadcastOf(payload, streams)
    broadcast = await begun
  }
  const { source, add } = broadcast
  const position = after === undefined ? source.mark() : isAhead ? last : after
  const begin = [beginFrame(retry, position)]
  if (isAhead) begin.push(resetFrame(position, unknownId(after)))
  if (isOld) begin.push(resetFrame(position, olderId))
  const onOver = (reader: Reader) => {
    streams.open.delete(reader)
    source.onOver(reader)
  }
  const { reader, body } = openReader({ wanted, position, begin, source: { ...source, onOver } })
  streams.open.set(reader, right)
  add(reader)
  // The client takes what it is told, and comes back to whoever is there then.
  if (registryOf().isEnded) reader.end()
  return body
}

/**
 * Ends all streams of this process, for its stop: clients connect again, elsewhere or after the next start, and go on
 * where they were. Streams that are opened after this end at once.
 */
export const endStreams = async (): Promise<void> => {
  const registry = registryOf()
  registry.isEnded = true
  const all = [...registry.all.values()]
  for (const { open } of all) {
    for (const reader of [...open.keys()]) reader.end()
  }
  await Promise.all(all.map(close))
}
