import { setTimeout as sleep } from 'node:timers/promises'
import type { Printer } from './printLines.ts'
import type { EventRow } from './readEvents.ts'

type Args = {
  /** Reads the events after an instant; see `readEvents`. */
  read: (after: Date) => Promise<EventRow[]>
  printer: Printer
  signal: AbortSignal
  now?: () => Date
  pollMs?: number
}

/** How far back each look goes: a transaction may commit later than it noted its time. */
const overlapMs = 10_000

const styles = {
  published: 'green',
  dispatched: 'green',
  awaiting_human: 'yellow',
  unknown: 'yellow',
  failed: 'red',
  expired: 'red',
  held: 'gray',
  skipped: 'gray',
  cancelled: 'gray',
} as const

/** Prints each change of a delivery that a person wants to know of as one line, until `signal`. */
export async function printEvents({
  read,
  printer,
  signal,
  now = () => new Date(),
  pollMs = 250,
}: Args) {
  const begin = now()
  const printed = new Map<string, number>()
  while (!signal.aborted) {
    const after = new Date(Math.max(begin.getTime(), now().getTime() - overlapMs))
    // The database may be away for a moment; what it knows is printed when it is back.
    const events = await read(after).catch(() => [])
    for (const event of events) {
      if (printed.has(event.id)) continue
      printed.set(event.id, event.occurredAt.getTime())
      const line = formatEvent({ event, printer })
      if (line) printer.line(line)
    }
    for (const [id, at] of printed) {
      if (at < after.getTime() - overlapMs) printed.delete(id)
    }
    await sleep(pollMs, undefined, { signal }).catch(() => {})
  }
}

/** "14:30:00.041  Marina Estates → Instagram  published  41 ms late", or null for what is only inner life. */
export function formatEvent({
  event,
  printer,
}: {
  event: EventRow
  printer: Printer
}): string | null {
  if (!(event.state in styles)) return null
  const style = styles[event.state as keyof typeof styles]
  const time = event.occurredAt.toTimeString().slice(0, 8)
  const ms = String(event.occurredAt.getMilliseconds()).padStart(3, '0')
  // A channel is often called "<tenant> on <platform>"; the tenant stands there already.
  const own = `${event.tenant} on `
  const channel = event.channel.startsWith(own) ? event.channel.slice(own.length) : event.channel
  const way = `${event.tenant} → ${channel}`.padEnd(40)
  const state = printer.colour(style, event.state.replace('_', ' ').padEnd(14))
  const more = event.lateMs === null ? (event.reason ?? '') : `${tellLateness(event.lateMs)}`
  return `${printer.colour('dim', `${time}.${ms}`)}  ${way}  ${state}  ${more}`.trimEnd()
}

function tellLateness(ms: number): string {
  if (ms < 10_000) return `${Math.round(ms)} ms late`
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s late`
  return `${Math.round(seconds / 60)} min late`
}
