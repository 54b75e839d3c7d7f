import type { Rotation, RotationProgress } from 'postyard'
import type { Printer } from '../printLines.ts'

const everyMs = 1_000

/** Prints how far it is: once a second, and at the end of each step. `now` in ms. */
export function printProgress(printer: Printer, now: () => number) {
  let printedAt = Number.NEGATIVE_INFINITY
  return ({ step, done, total }: RotationProgress): void => {
    if (done < total && now() - printedAt < everyMs) return
    printedAt = now()
    printer.going(step, `${done} of ${total}`)
  }
}

/** What came of it, and what is to be done; nothing secret is in it. */
export function printRotation(rotation: Rotation, printer: Printer): void {
  const { key, rotated, current, unreadable, usedKeys, unusedKeys, end } = rotation
  printer.ready('rotated', `${rotated} sealed anew with the key "${key}"`)
  printer.ready('current', `${current} were already`)
  for (const { collection, document, tenant, field, message } of unreadable) {
    printer.trouble('not opened', `${collection} ${document}, ${field}, of tenant ${tenant}.`)
    printer.line(`                ${message}`)
  }
  if (end === 'interrupted') {
    printer.trouble('stopped', 'Nothing is lost by that: run it again, and it goes on.')
  }
  if (end === 'unsettled') {
    printer.trouble(
      'not certain',
      'Something else kept writing, or holds a transaction open, so an older key may still be needed: keep it, and run this again. Restart what runs with older keys.',
    )
  }
  for (const id of usedKeys) {
    printer.trouble('still used', `Keep the key "${id}" until what is named above is mended.`)
  }
  for (const id of unusedKeys) {
    printer.ready(
      'unused',
      `The key "${id}" is needed no more: take it out of ENCRYPTION_KEYS, and restart what runs. Only backups of the database from before still need it.`,
    )
  }
}
