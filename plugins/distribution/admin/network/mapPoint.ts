/** One account of a plan over many as the map shows it. Instants are ISO 8601. */
export type MapPoint = {
  /** Of the channel. */
  id: string
  name: string
  platform: string
  timezone: string
  /** When it went out, or is to go; null where no time was found. */
  at: string | null
  /** When it was first to go, where that is another time. */
  plannedAt: string | null
  state: string
  reason: string | null
  isPeak: boolean
  isLead: boolean
  externalUrl: string | null
}
