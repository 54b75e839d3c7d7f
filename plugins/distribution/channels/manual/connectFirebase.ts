import { randomUUID } from 'node:crypto'
import { Agent } from 'node:https'
import type { Credential } from 'firebase-admin/app'
import type { Messaging } from 'firebase-admin/messaging'
import { boundRequests } from './boundRequests.ts'
import { createServiceAccountCredential } from './createServiceAccountCredential.ts'

/** Connections to FCM side by side; each carries one push at a time. */
const maxSockets = 50

export type FirebaseArgs = {
  /** The Firebase project that the phones are registered with. */
  projectId: string
  /** Where neither this nor `serviceAccount` is given: Google's own way of finding them in the environment. */
  credential?: Credential
  /** As Google hands it out. */
  serviceAccount?: { client_email: string; private_key: string; project_id?: string }
  /** For networks that need their own way out. @default straight, with 50 connections that are kept */
  httpAgent?: Agent
  /** A name among the Firebase apps of this process. @default a name of its own */
  appName?: string
}

export type FirebaseConnection = { messaging: Messaging; close: () => Promise<void> }

/** Loads firebase-admin and opens an app of its own in it; nothing goes over the network yet. */
export async function connectFirebase({
  projectId,
  credential,
  serviceAccount,
  httpAgent,
  appName = `postyard-push-${randomUUID()}`,
  now,
}: FirebaseArgs & { now: () => number }): Promise<FirebaseConnection> {
  const [app, { getMessaging }] = await Promise.all([
    import('firebase-admin/app'),
    import('firebase-admin/messaging'),
  ])
  const agent = boundRequests(httpAgent ?? new Agent({ keepAlive: true, maxSockets }))
  const found: Credential =
    credential ??
    (serviceAccount
      ? createServiceAccountCredential({
          clientEmail: serviceAccount.client_email,
          privateKey: serviceAccount.private_key,
          agent,
          now,
        })
      : app.applicationDefault(agent))
  const opened = app.initializeApp({ projectId, credential: found, httpAgent: agent }, appName)
  const messaging = getMessaging(opened)
  // HTTP/2 takes no agent, so neither a proxy nor a deadline.
  messaging.enableLegacyHttpTransport()
  return {
    messaging,
    close: async () => {
      await app.deleteApp(opened)
      if (!httpAgent) agent.destroy()
    },
  }
}
