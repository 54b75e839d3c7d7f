import { createHash, timingSafeEqual } from 'node:crypto'
import type { Health } from './health.ts'

type Args = {
  path: string
  /** Of the header `Authorization`. */
  authorization: string | null | undefined
  /** METRICS_TOKEN. */
  token: string | undefined
  /** Whether it is certain that the question comes from this machine. */
  isLocal: boolean
  /** Undefined while the process starts. */
  health: () => Promise<Health | undefined>
}

const json = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })

const digest = (text: string) => createHash('sha256').update(text).digest()

const starting = { code: 'STARTING', message: 'This process is still starting.' } as const

/** Metrics tell of the whole installation: who has the token may read them, without one only this machine. */
const refuseMetrics = ({ authorization, token, isLocal }: Args): Response | undefined => {
  if (token === undefined) {
    if (isLocal) return undefined
    const message = 'Set METRICS_TOKEN, and send it as a bearer token.'
    return json(403, { code: 'METRICS_TOKEN_NOT_SET', message })
  }
  const given = authorization ?? ''
  // Of equal length, so that neither the token nor its length can be found out by the time it takes.
  if (timingSafeEqual(digest(given), digest(`Bearer ${token}`))) return undefined
  const message = 'Send METRICS_TOKEN as a bearer token.'
  return json(401, { code: 'UNAUTHENTICATED', message }, { 'www-authenticate': 'Bearer' })
}

/**
 * Answers `/live` (200 as long as anything is answered), `/ready` (200, or 503 with the reasons; with warnings where
 * something does not go well all the same) and `/metrics` (the
 * text format of Prometheus).
 */
export const answerHealth = async (args: Args): Promise<Response> => {
  switch (args.path) {
    case '/live':
      return json(200, { live: true })
    case '/ready': {
      const health = await args.health()
      const reasons = health ? await health.troubles() : [starting]
      const isReady = reasons.length === 0
      const warnings = health?.warnings() ?? []
      return json(isReady ? 200 : 503, {
        ...{ ready: isReady, reasons },
        ...(warnings.length > 0 ? { warnings } : {}),
      })
    }
    case '/metrics': {
      const refusal = refuseMetrics(args)
      if (refusal) return refusal
      const health = await args.health()
      if (!health) return json(503, starting)
      return new Response(await health.metrics(), {
        headers: {
          'content-type': 'text/plain; version=0.0.4; charset=utf-8',
          'cache-control': 'no-store',
        },
      })
    }
    default:
      return json(404, {
        code: 'NOT_FOUND',
        message: 'There are only /live, /ready and /metrics here.',
      })
  }
}
