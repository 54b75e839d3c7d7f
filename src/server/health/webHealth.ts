import config from '@payload-config'
import { getPayload } from 'payload'
import { gaugeDeliveries } from 'postyard'
import { createMetrics } from 'postyard/durable-jobs'
import { answerHealth } from './answerHealth.ts'
import { type Health, knownHealth, makeKnown } from './health.ts'
import { healthOf } from './healthOf.ts'

/** Where the web server works the queues too, its worker has said already how to know it. */
const health = async (): Promise<Health> => {
  const known = knownHealth()
  if (known) return known
  const payload = await getPayload({ config })
  const metrics = createMetrics({ payload })
  gaugeDeliveries({ payload, register: metrics.register })
  makeKnown(healthOf({ payload, metrics }))
  return knownHealth()!
}

/**
 * Answers for the web server. Next tells no caller's address that could be relied on, and a proxy on the same machine
 * would make everybody local: so its metrics always need the token.
 */
export const answerWebHealth = (request: Request): Promise<Response> =>
  answerHealth({
    path: new URL(request.url).pathname,
    authorization: request.headers.get('authorization'),
    token: process.env.METRICS_TOKEN?.trim() || undefined,
    isLocal: false,
    health,
  })
