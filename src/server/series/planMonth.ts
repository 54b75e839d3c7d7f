/** What happens in the month besides flying. Hours are those of the client's clock. */
export type Happening =
  /**
   * The house is killed in the middle of its work, and comes back so many hours later: at 0 while it plans the day, else
   * while it flies, which is when the next flight is due from that hour on.
   */
  | { kind: 'outage'; day: number; hour: number; hours: number }
  /** A folder appears. */
  | { kind: 'newFolder'; day: number; hour: number }
  /** A series is paused or goes on; at 24, when the day is over. */
  | { kind: 'pause' | 'resume'; day: number; hour: 24; series: string }
  /** A board is deleted at the platform, and made again by a person at `until`. */
  | { kind: 'boardAtPostiz'; day: number; hour: number; until: number }
  /** A board is deleted at Pinterest; the scenario of Make makes it anew. */
  | { kind: 'boardAtPinterest'; day: number; hour: number; series: string }
  /** The stand-in of Make answers 500 until then. */
  | { kind: 'receiverFails'; day: number; hour: number; until: number }

/** Two nights and five hours without a house, and whatever else happens in a month. */
const month: Happening[] = [
  { kind: 'outage', day: 1, hour: 2, hours: 1 },
  { kind: 'newFolder', day: 1, hour: 18 },
  { kind: 'outage', day: 5, hour: 0, hours: 7 },
  { kind: 'outage', day: 8, hour: 15, hours: 1 },
  { kind: 'pause', day: 9, hour: 24, series: 'geese' },
  { kind: 'resume', day: 12, hour: 24, series: 'geese' },
  { kind: 'outage', day: 13, hour: 4, hours: 1 },
  { kind: 'boardAtPostiz', day: 15, hour: 1, until: 6 },
  { kind: 'boardAtPinterest', day: 16, hour: 1, series: 'foxes' },
  { kind: 'receiverFails', day: 18, hour: 10, until: 11 },
  { kind: 'outage', day: 20, hour: 0, hours: 6 },
  { kind: 'outage', day: 23, hour: 20, hours: 1 },
  { kind: 'outage', day: 27, hour: 12, hours: 1 },
]

/** What happens in the first `days` days. */
export const planMonth = (days: number): Happening[] => month.filter(({ day }) => day <= days)
