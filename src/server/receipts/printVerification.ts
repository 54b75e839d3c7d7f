import type { Verification, VerificationProgress } from 'postyard'
import type { Printer } from '../printLines.ts'

const everyMs = 1_000

/** Prints how far it is, once a second. `now` in ms. */
export function printProgress(printer: Printer, now: () => number) {
  let printedAt = now()
  return ({ tenant, number, tenants, links }: VerificationProgress): void => {
    if (now() - printedAt < everyMs) return
    printedAt = now()
    printer.going('checking', `client ${number} of ${tenants} (${tenant}), ${links} links`)
  }
}

/** What came of it, and what is to be done. */
export function printVerification({ verdicts, end }: Verification, printer: Printer): void {
  const sum = (count: (verdict: (typeof verdicts)[number]) => number) =>
    verdicts.reduce((total, verdict) => total + count(verdict), 0)
  const whole = verdicts.filter(({ broken }) => !broken)
  printer.ready(
    'whole',
    `${whole.length} of ${verdicts.length} chains, ${sum(({ links }) => links)} links checked`,
  )
  const erased = sum((verdict) => verdict.erased)
  if (erased > 0) printer.ready('erased', `what was personal, in ${erased} receipts; they hold`)
  const waiting = sum((verdict) => verdict.waiting)
  if (waiting > 0) printer.ready('waiting', `${waiting} closed a moment ago, and not linked yet`)
  for (const { tenant, broken } of verdicts) {
    if (!broken) continue
    const receipt = broken.receipt ? `, receipt ${broken.receipt}` : ''
    printer.trouble('broken', `Client ${tenant}, link ${broken.seq}${receipt} (${broken.code}).`)
    printer.line(`                ${broken.message}`)
  }
  if (whole.length < verdicts.length) {
    printer.line(
      '                Compare what is named with a backup from before, and find out who could write to the database.',
    )
  }
  if (end === 'interrupted') printer.trouble('stopped', 'before the end: run it again.')
}
