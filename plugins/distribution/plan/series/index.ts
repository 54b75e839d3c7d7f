/**
 * Evergreen series: on which days each flies, in which order, when, and what its board is called.
 *
 * A series with few items is in growth and flies every day; one with many is in maintenance and flies on one day of the
 * week, which it is given once, so that all days have about as many, and keeps. Days are counted from 1970-01-01, so that no
 * year's end shifts anything.
 */

export { modeOf } from './cadence.ts'
export { dayNumber, dayOf } from './dayNumber.ts'
export type {
  DayInputs,
  DayOptions,
  DayPlan,
  Mode,
  OpenFlight,
  OwnDay,
  PlannedFlight,
  Returning,
  SeriesFacts,
  SkipCode,
} from './facts.ts'
export { findHindrance, findLack, restsUntil } from './findHindrance.ts'
export { dayAt, flyingHours, nextMidnight } from './flyingHours.ts'
export { type ComingDay, lookAhead } from './lookAhead.ts'
export { checkBoardTemplate, nameBoard } from './nameBoard.ts'
export { planDay, toQueueJson } from './planDay.ts'
export { restFrom } from './restFrom.ts'
export { nextTakeOff } from './spaceFlights.ts'
