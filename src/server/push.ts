import { Agent } from 'node:https'
import type { Socket } from 'node:net'
import type { DistributionOptions } from 'postyard'
import { z } from 'zod'
import type { Env } from './env.ts'

const connectionShape = z.object({ host: z.string(), port: z.number(), ca: z.string() })

/**
 * How pushes reach the phones: through Google with FIREBASE_SERVICE_ACCOUNT, through the stand-in
 * at FCM_SANDBOX_URL, or not at all.
 */
export async function pushOptions(env: Env): Promise<DistributionOptions['push']> {
  if (env.FIREBASE_SERVICE_ACCOUNT) {
    const serviceAccount = env.FIREBASE_SERVICE_ACCOUNT
    return { projectId: serviceAccount.project_id, serviceAccount, web: env.FIREBASE_WEB }
  }
  if (!env.FCM_SANDBOX_URL) return undefined
  return {
    projectId: 'postyard-sandbox',
    credential: {
      getAccessToken: async () => ({ access_token: 'sandbox', expires_in: 3_600 }),
    },
    httpAgent: makeSandboxAgent(env.FCM_SANDBOX_URL),
  }
}

/**
 * Leads every connection to the stand-in, and asks it where that is with each new one: it may start
 * after us, and start again elsewhere.
 */
function makeSandboxAgent(sandboxUrl: string): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (options, callback) => {
    readConnection(sandboxUrl).then(
      ({ host, port, ca }) => callback?.(null, connect({ ...options, host, port, ca }) as Socket),
      (error) => callback?.(error, undefined as never),
    )
    return undefined
  }
  return agent
}

async function readConnection(sandboxUrl: string) {
  const response = await fetch(new URL('/sandbox/connection', sandboxUrl), {
    signal: AbortSignal.timeout(5_000),
  })
  return connectionShape.parse(await response.json())
}
