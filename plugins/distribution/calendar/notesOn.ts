import { blackoutsOf } from '../distribute/network/readProblem.ts'
import type { Channel } from '../model/channel.ts'
import { endedWithoutIt, unfiredStates } from '../model/states.ts'
import { tellTime } from '../model/tellTime.ts'
import { findClashes } from '../plan/calendar/findClashes.ts'
import { blackoutSpans, readClockRuns } from '../plan/spread/wallSpans.ts'
import type { DueRow } from './readDue.ts'
import type { Note } from './toCards.ts'

type Args = {
  due: readonly DueRow[]
  channels: ReadonlyMap<string, Channel>
  /** Of the clients, by their ids as text. */
  zones: ReadonlyMap<string, string>
  from: Date
  to: Date
}

const isIn = (states: readonly string[], { state }: DueRow): boolean => states.includes(state)

/** For each channel that has hours or days without posts, whether an instant (ms) is one of them. */
const readBlackouts = ({ channels, zones, from, to }: Args) => {
  const runsOf = new Map<string, ReturnType<typeof readClockRuns>>()
  const spansOf = new Map<string, readonly number[]>()
  for (const [id, channel] of channels) {
    const blackouts = blackoutsOf(channel)
    if (blackouts.length === 0) continue
    const zone = channel.timezone || zones.get(String(channel.tenant)) || 'UTC'
    const runs = runsOf.get(zone) ?? readClockRuns(zone, from.getTime(), to.getTime())
    runsOf.set(zone, runs)
    spansOf.set(id, blackoutSpans(blackouts, runs))
  }
  return (channel: string, at: number): boolean => {
    const spans = spansOf.get(channel) ?? []
    return spans.some(
      (start, index) => index % 2 === 0 && at >= start && at <= (spans[index + 1] as number),
    )
  }
}

/** What is worth a look on deliveries that have not gone out: clashes with others of their channels, and hours without posts. */
export const notesOn = (args: Args): ((row: DueRow) => readonly Note[]) => {
  const { due, channels, zones } = args
  const byId = new Map(due.map((row) => [String(row.id), row]))
  const clashes = findClashes(
    due
      .filter((row) => !isIn(endedWithoutIt, row))
      .map((row) => ({
        id: String(row.id),
        plan: String(row.plan),
        post: String(row.post),
        channel: String(row.channel),
        at: row.at.getTime(),
      })),
  )
  // One of each kind says that somebody should look.
  const clashesOf = new Map<string, Map<string, (typeof clashes)[number]>>()
  for (const clash of clashes) {
    const own = clashesOf.get(clash.of.id) ?? new Map()
    clashesOf.set(clash.of.id, own.set(clash.code, own.get(clash.code) ?? clash))
  }
  const isBlackout = readBlackouts(args)
  const nameOf = (row: DueRow) => channels.get(String(row.channel))?.name ?? 'The channel'
  return (row) => {
    if (!isIn(unfiredStates, row)) return []
    const { channel } = row
    const zone = zones.get(String(row.tenant)) ?? 'UTC'
    const notes: Note[] = [...(clashesOf.get(String(row.id))?.values() ?? [])].flatMap(
      ({ code, with: { id } }) => {
        const other = byId.get(id)
        if (!other) return []
        const when = tellTime(other.at, zone)
        const message =
          code === 'SAME_POST'
            ? `${nameOf(row)} gets this post at ${when}, too.`
            : `${nameOf(row)} gets “${other.title}” at ${when}, too.`
        return [{ code, message, channel, with: other.plan }]
      },
    )
    if (isBlackout(String(channel), row.at.getTime())) {
      const message = `${nameOf(row)} is to have no post at this time.`
      notes.push({ code: 'BLACKOUT', message, channel, with: null })
    }
    return notes
  }
}
