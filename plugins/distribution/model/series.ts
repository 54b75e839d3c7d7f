import type { ID } from '../id.ts'

/** Where a series has its items from. `path` is relative to the content root of the installation. */
export type SeriesSource =
  | { kind: 'folder'; path: string }
  | { kind: 'feed'; url: string }
  | { kind: 'query'; collection: string; where?: Record<string, unknown>; sort?: string }

/** Something that is the matter, since when. */
export type SeriesMatter = { code: string; message: string; since: string }

export const flightModes = ['growth', 'maintenance'] as const

/** How often a series flies: often while it has few items, seldom when it has many. */
export type FlightMode = (typeof flightModes)[number]

/** An evergreen stream of content, as its record holds it. */
export type SeriesRecord = {
  id: ID
  tenant: ID
  name: string
  slug: string
  source: SeriesSource
  channels?: ID[] | null
  isPaused?: boolean | null
  pausedReason?: string | null
  /** Where its board has a name of its own. */
  boardName?: string | null
  /** After so many days an item may fly again; without it never on the same channel. */
  repeatDays?: number | null
  /** It was found in the watched folder. */
  isFound?: boolean | null
  /** Its items that are there and no drafts. */
  count?: number | null
  /** Of these, those that can still fly. */
  remaining?: number | null
  /** Of its items, those that were set aside. */
  aside?: number | null
  /** Where none can fly: the day on which one may go out again by itself, YYYY-MM-DD. */
  restsUntil?: string | null
  mode?: FlightMode | null
  /** On which day of its cadence it flies, and of how many days that is; null before it is first planned. */
  phase?: number | null
  phaseOf?: number | null
  /** Since when it has that day, YYYY-MM-DD. */
  phaseDay?: string | null
  /** The same of its growth, where that is not daily. */
  growthDay?: { phase: number; of: number; day: string | null } | null
  /** The day of its last planned flight, YYYY-MM-DD. */
  lastPlannedDay?: string | null
  readAt?: string | null
  /** Why its source cannot be read. */
  problem?: SeriesMatter | null
  /** Since when its folder is gone. */
  goneAt?: string | null
  /** What wants a person. */
  attention?: SeriesMatter | null
  /** How often the addresses of its feed were renewed. */
  feedRenewals?: number | null
}

/** How a tenant's series are flown, as its record holds it in the group `series`. */
export type SeriesOptions = {
  /** The folder that is watched, relative to the content root: each folder in it is a series. */
  folder?: string | null
  /** The channels of series that are found in it. */
  channels?: ID[] | null
  boardTemplate?: string | null
  threshold?: number | null
  growthEveryDays?: number | null
  maintenanceEveryDays?: number | null
  from?: string | null
  to?: string | null
  minMinutes?: number | null
  maxMinutes?: number | null
  floorMinutes?: number | null
}

/** One piece of a series, as its row holds it. Ids of records are text. */
export type ItemRow = {
  id: string
  tenant: string
  series_id: string
  key: string
  position: number
  title: string
  text: string
  link: string | null
  /** A path relative to the content root, an address, or `media:` and an id. */
  image: string | null
  image_alt: string | null
  fields: Record<string, unknown>
  hash: string
  is_draft: boolean
  found_at: Date
  changed_at: Date
  gone_at: Date | null
  set_aside_at: Date | null
  set_aside_code: string | null
  set_aside_reason: string | null
  post_id: string | null
}

export const flightStates = ['waiting', 'flying', 'flown', 'skipped'] as const

export type FlightState = (typeof flightStates)[number]

/** The turn of a series on one day. */
export type FlightRow = {
  id: string
  tenant: string
  series_id: string
  /** The day for which it was first planned, and that of the flight plan in which it stands now. */
  day: string
  plan_day: string
  position: number
  carried: number
  mode: FlightMode
  board_name: string
  state: FlightState
  item_id: string | null
  /** The plan that brings its item to the channels. */
  plan_id: string | null
  due_at: Date | null
  not_before: Date | null
  tries: number
  reason_code: string | null
  reason: string | null
  took_off_at: Date | null
  ended_at: Date | null
}
