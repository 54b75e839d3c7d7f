import type { Envelope } from '../envelope.ts'
import { beatFrame, eventFrame, type Frame } from './frames.ts'
import { isWanted, type Wanted } from './wanted.ts'

/** So many bytes wait for a slow client at most, and one event more; the rest stays in the database. */
const mostBytes = 64 * 1024

/** So many events are read at once for one that is behind. */
const batch = 100

/** Who takes nothing for so long is cut off, in milliseconds; it resumes where it was when it comes back. */
const mostStalledMs = 60_000

/** One connection. */
export type Reader = {
  wanted: Wanted
  /** A new event of one of its tenants; ignored while it is behind, since it reads that by itself. */
  offer: (event: Envelope, frame: Frame) => void
  /** It has missed some: it reads them by itself. */
  fallBehind: () => void
  /** Goes on reading where it is behind and there is room. */
  resume: () => void
  reset: (frame: Frame, position: number) => void
  beat: (now: number) => void
  end: () => void
}

/** Where readers read, and where they join those that are up to date. */
export type Source = {
  /** Up to where all who are up to date have been served. */
  mark: () => number
  read: (wanted: Wanted, after: number, limit: number) => Promise<Envelope[]>
  onError: (error: unknown) => void
  onOver: (reader: Reader) => void
}

type Args = {
  wanted: Wanted
  /** The last position that the client has. */
  position: number
  /** What it is told first. */
  begin: readonly Frame[]
  source: Source
}

/**
 * One connection and its body. As long as it keeps up it is offered what is new; when its client is slower than the events
 * it is offered nothing, holds nothing, and reads from the database as fast as the client takes it, until it has caught up.
 */
export const openReader = ({ wanted, begin, source, ...from }: Args) => {
  let controller: ReadableStreamDefaultController<Frame> | undefined
  let { position } = from
  let isBehind = position !== source.mark()
  let isReading = false
  let resets = 0
  let isOver = false
  let stalledAt: number | undefined
  const hasRoom = () => (controller?.desiredSize ?? 0) > 0

  const put = (frame: Frame, at: number) => {
    controller?.enqueue(frame)
    position = at
  }

  const catchUp = async () => {
    while (isBehind && !isOver && hasRoom()) {
      const mark = source.mark()
      const before = resets
      const events = await source.read(wanted, position, batch)
      if (resets !== before) return
      for (const event of events) {
        if (isOver || !hasRoom()) return
        put(eventFrame(event), Number(event.position))
      }
      if (events.length === batch) continue
      // All up to the mark of before has been read, or is not wanted. What came since was offered to the others.
      position = Math.max(position, mark)
      if (source.mark() === mark) isBehind = false
    }
  }

  const over = () => {
    if (isOver) return
    isOver = true
    source.onOver(reader)
  }

  const reader: Reader = {
    wanted,
    offer(event, frame) {
      const at = Number(event.position)
      if (isBehind || isOver || at <= position || !isWanted(event, wanted)) return
      if (hasRoom()) put(frame, at)
      else isBehind = true
    },
    fallBehind() {
      isBehind = true
      reader.resume()
    },
    resume() {
      if (!isBehind || isOver || isReading || !hasRoom()) return
      isReading = true
      catchUp()
        .catch(source.onError)
        .finally(() => {
          isReading = false
        })
    },
    reset(frame, at) {
      if (isOver) return
      resets += 1
      put(frame, at)
      isBehind = false
    },
    beat(now) {
      if (isOver) return
      if (hasRoom()) {
        stalledAt = undefined
        controller?.enqueue(beatFrame)
      } else {
        stalledAt ??= now
        if (now - stalledAt >= mostStalledMs) {
          over()
          controller?.error(new Error('The client takes nothing.'))
        }
      }
      reader.resume()
    },
    end() {
      if (isOver) return
      over()
      controller?.close()
    },
  }

  const body = new ReadableStream<Frame>(
    {
      start(given) {
        controller = given
        for (const frame of begin) given.enqueue(frame)
      },
      pull: () => reader.resume(),
      cancel: over,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostBytes }),
  )
  return { reader, body }
}
