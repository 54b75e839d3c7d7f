import { Webhook } from 'standardwebhooks'

/**
 * The headers of Standard Webhooks 1.0 for a body: its id, the instant in whole seconds, and a signature by each secret,
 * so that a receiver that knows any of them can check it. Where there is no secret, there is no signature.
 */
export const signMessage = (args: {
  id: string
  body: string
  secrets: string[]
  now: Date
}): Record<string, string> => {
  const { id, body, secrets, now } = args
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    ...(secrets.length > 0
      ? {
          'webhook-signature': secrets
            .map((secret) => new Webhook(secret).sign(id, now, body))
            .join(' '),
        }
      : {}),
  }
}
