import { join } from 'node:path'
import type { Printer } from '../printLines.ts'
import type { ChaosOutcome } from './runChaos.ts'

const wrongMost = 20

/** What became of all deliveries, and whether all is as it must be. */
export function printOutcome(outcome: ChaosOutcome, printer: Printer): void {
  const { lost, publishedTwice, unresolved } = outcome
  const lines: [string, number | string][] = [
    ['deliveries', outcome.deliveries],
    ['published', outcome.published],
    ...Object.entries(outcome.heldOrFailed),
    ['with a person', outcome.withPerson],
    ['published in chaos', outcome.publishedInChaos],
    ['seconds of chaos', outcome.chaosSeconds],
    ['workers killed', `${outcome.kills}, of which ${outcome.killsAtWork} at work`],
    ['Postgres restarts', outcome.postgresRestarts],
    ['connections cut', outcome.cutConnections],
    ...Object.entries(outcome.faults).map(([kind, count]): [string, number] => [
      `Postiz: ${kind}`,
      count,
    ]),
    ['seconds', outcome.seconds],
    ['random seed', outcome.randomSeed],
  ]
  const width = Math.max(...lines.map(([name]) => name.length))
  printer.line()
  for (const [name, value] of lines) printer.line(`  ${name.padEnd(width)}  ${value}`)
  printer.line(
    `\n  ${lost.length} lost, ${publishedTwice.length} published twice, ${unresolved.length} unresolved.`,
  )
  if (!outcome.evidence) {
    printer.ready('as promised', 'nothing published twice, nothing lost; counted at the sandbox')
    return
  }
  for (const [name, list] of Object.entries({ lost, publishedTwice, unresolved })) {
    for (const { mark, integration, state, reason } of list.slice(0, wrongMost)) {
      printer.trouble(name, `${mark} at ${integration} is ${state}: ${reason ?? 'no reason'}`)
    }
  }
  printer.trouble('evidence', join(outcome.evidence, 'evidence.json'))
}
