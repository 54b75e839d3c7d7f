import { z } from 'zod'
import { adminEmail } from './castOf.ts'
import { logIn } from './signIn.ts'

/** How many deliveries the API counts as published, asked as the panel asks. */
export async function countPublished(api: string): Promise<number> {
  const admin = await logIn(api, adminEmail)
  const query = 'where[state][equals]=published&limit=1&depth=0'
  const { body } = await admin.ask(`/deliveries?${query}`, { method: 'GET' })
  admin.close()
  return z.object({ totalDocs: z.number() }).parse(body).totalDocs
}

const messagesShape = z.object({
  counts: z.object({ received: z.number(), outcomes: z.record(z.string(), z.number()) }),
})

export type PushCounts = { sent: number; failed: number; byError: Record<string, number> }

/** What the stand-in of FCM received, and what it refused. */
export async function countPushes(fcmUrl: string): Promise<PushCounts> {
  const response = await fetch(`${fcmUrl}/sandbox/messages?limit=1`)
  const { counts } = messagesShape.parse(await response.json())
  const { ok = 0, ...byError } = counts.outcomes
  return { sent: ok, failed: counts.received - ok, byError }
}
