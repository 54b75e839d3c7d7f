import { DurableJobsError } from '../errors.ts'

/** How the jobs of one queue share this process. */
export type QueueSlots = {
  /** How many run side by side. */
  slots: number
  /**
   * How many of the slots only urgent jobs may take, so that slow ones never stand before them.
   * @default 0
   */
  urgentOnly?: number
  /**
   * How long past its time another job is, in ms, when it gets a slot before urgent ones, as long as no other such job
   * runs: so those go on, however many urgent ones there are.
   * @default never
   */
  calmAfterMs?: number
  /**
   * How long before its time an urgent job is begun, in ms, so that its handler may prepare what it does at its exact
   * moment. The handler then waits for that moment itself.
   * @default 0
   */
  earlyMs?: number
  /**
   * How many jobs of one resource run side by side in this process.
   * @default no limit
   */
  perResource?: number
  /**
   * How many jobs of the queue run side by side in all workers together. Each claim then counts what runs: meant for few
   * and long jobs.
   * @default no limit
   */
  installationSlots?: number
}

/** An hour, in ms. */
const mostMs = 3_600_000

/** Fills in and checks what is said of a queue. Throws `INVALID_OPTION`. */
export const readQueueSlots = (queue: string, given: number | QueueSlots): QueueSlots => {
  const read = typeof given === 'number' ? { slots: given } : given
  const refuse = (what: string): never => {
    throw new DurableJobsError('INVALID_OPTION', `queue "${queue}" needs ${what}.`)
  }
  const isWhole = (value: number | undefined) => Number.isInteger(value) && (value ?? 0) > 0
  if (!isWhole(read.slots)) refuse(`a positive whole number of slots, not ${read.slots}`)
  for (const name of ['perResource', 'installationSlots'] as const) {
    if (read[name] !== undefined && !isWhole(read[name])) {
      refuse(`a positive whole number for ${name}, not ${read[name]}`)
    }
  }
  const { urgentOnly = 0 } = read
  if (!Number.isInteger(urgentOnly) || urgentOnly < 0 || urgentOnly >= read.slots) {
    refuse(`urgentOnly to be a whole number from 0 to ${read.slots - 1}, not ${urgentOnly}`)
  }
  for (const name of ['calmAfterMs', 'earlyMs'] as const) {
    if (read[name] !== undefined && !(read[name] >= 0 && read[name] <= mostMs)) {
      refuse(`${name} to be from 0 to ${mostMs}, not ${read[name]}`)
    }
  }
  return read
}
