import type { ChaosOutcome } from './runChaos.ts'

/** The outcome as one line: numbers, and the reasons by name. */
export function toJson(outcome: ChaosOutcome): string {
  const { lost, publishedTwice, unresolved, evidence, ...rest } = outcome
  return JSON.stringify({
    lost: lost.length,
    publishedTwice: publishedTwice.length,
    unresolved: unresolved.length,
    deliveries: rest.deliveries,
    published: rest.published,
    heldOrFailed: rest.heldOrFailed,
    withPerson: rest.withPerson,
    publishedInChaos: rest.publishedInChaos,
    chaosSeconds: rest.chaosSeconds,
    kills: rest.kills,
    killsAtWork: rest.killsAtWork,
    postgresRestarts: rest.postgresRestarts,
    cutConnections: rest.cutConnections,
    workersEnded: rest.workersEnded,
    faults: rest.faults,
    seconds: rest.seconds,
    randomSeed: rest.randomSeed,
    ...(evidence ? { evidence } : {}),
  })
}
