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
   * How many of the slots urgent jobs may never take, so that others go on however many of those there are.
   * @default 0
   */
  calmOnly?: number
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
  const { urgentOnly = 0, calmOnly = 0 } = read
  const isShare = (value: number) => Number.isInteger(value) && value >= 0 && value < read.slots
  if (!isShare(urgentOnly) || !isShare(calmOnly) || urgentOnly + calmOnly > read.slots) {
    refuse(
      `urgentOnly and calmOnly to be whole numbers from 0 to ${read.slots - 1}, and together at most ${read.slots}, not ${urgentOnly} and ${calmOnly}`,
    )
  }
  return read
}
