/**
 * Hours in which an account posts nothing, by the clock on the wall of its own zone: on these days of the week (1 is Monday;
 * none means every day) from `from` until before `to`, both HH:MM. `to` at or before `from` is of the next day, so that
 * 22:00 to 06:00 goes over midnight, and 00:00 to 00:00 is a whole day. An hour that the clocks show twice is out both times.
 */
export type WeeklyBlackout = { days: number[]; from: string; to: string }

/** A whole day, YYYY-MM-DD, in the account's zone. */
export type DayBlackout = { date: string }

export type Blackout = WeeklyBlackout | DayBlackout
