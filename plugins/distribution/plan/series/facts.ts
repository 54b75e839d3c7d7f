/** How often series fly, how far apart, and what their boards are called: a tenant's options. */
export type DayOptions = {
  /** With as many items, drafts not counted, a series is in maintenance. */
  threshold: number
  growthEveryDays: number
  maintenanceEveryDays: number
  boardTemplate: string
  /** The hours of the day in which they fly, `HH:MM` by the tenant's clock; `to` may be `24:00`. */
  from: string
  to: string
  /** Minutes between two flights as a rule, and the least on days on which many fly. */
  minMinutes: number
  maxMinutes: number
  floorMinutes: number
}

export type Mode = 'growth' | 'maintenance'

/** A flight that is not over. */
export type OpenFlight = {
  flight: string
  day: string
  position: number
  carried: number
  /** What is in the air counts as gone already. */
  state?: 'waiting' | 'flying'
}

/** The day of a cadence that a series has: the number of the day since 1970-01-01, modulo `of`. */
export type OwnDay = {
  phase: number
  of: number
  /** Since when it has it, `YYYY-MM-DD`; null where that is not known. */
  day: string | null
}

/** So many items may fly again from a day on, `YYYY-MM-DD`. */
export type Returning = { day: string; items: number }

/** A series as it is at midnight. */
export type SeriesFacts = {
  id: string
  slug: string
  name: string
  /** Items that are there and no drafts; those that have flown count. */
  count: number
  /** Items that can still fly. */
  remaining: number
  /** Items that were set aside; left out in what was kept before they were counted. */
  aside?: number
  /** After so many days an item may fly again; null or left out for never. */
  repeatDays?: number | null
  /** Those that rest now, by the day on which they may fly again, the next one first; left out where that is not known. */
  returns?: Returning[]
  /** How many channels it has. */
  channels: number
  /** On which day of its cadence it flies: the number of the day since 1970-01-01, modulo `phaseOf`. */
  phase: number | null
  phaseOf: number | null
  /** Since when it has that day, `YYYY-MM-DD`. */
  phaseDay?: string | null
  /** The same of its growth, where that is not daily. */
  growthDay?: OwnDay | null
  isPaused: boolean
  pausedReason: string | null
  isGone: boolean
  problem: { code: string; message: string } | null
  /** Where its board has a name of its own. */
  boardName: string | null
  /** The day of its last planned flight, `YYYY-MM-DD`. */
  lastPlannedDay: string | null
  open: OpenFlight | null
}

/** All that the plan of a day follows from: the same inputs give the same plan. */
export type DayInputs = {
  version: 1
  tenant: string
  /** `YYYY-MM-DD` in the tenant's zone. */
  day: string
  timezone: string
  /** When it is made, ISO. */
  now: string
  seed: string
  options: DayOptions
  series: SeriesFacts[]
}

export type PlannedFlight = {
  series: string
  slug: string
  boardName: string
  mode: Mode
  /** How often it was carried over from the day before; 0 for one of today. */
  carried: number
  /** When it takes off, ISO; null where the day is too short for it. */
  at: string | null
}

/** Why a series whose turn it is does not fly. */
export type SkipCode =
  | 'SERIES_PAUSED'
  | 'SERIES_GONE'
  | 'NO_CHANNEL'
  | 'NOTHING_LEFT'
  | 'SERIES_RESTS'

export type Skipped = { series: string; slug: string; code: SkipCode; message: string }

/** What was decided for one tenant and one day. */
export type DayPlan = {
  queue: PlannedFlight[]
  /** Series that were given a day of their cadence now. */
  phases: { series: string; mode: Mode; phase: number; of: number }[]
  skipped: Skipped[]
  /** What does not fit into the day; it is carried over. */
  late: { series: string; slug: string; message: string }[]
  /** Series whose sources could not be read, and why: what was read before flies. */
  unread: { series: string; slug: string; code: string; message: string }[]
  /** Series whose boards would have one name. */
  collisions: { boardName: string; slugs: string[] }[]
}
