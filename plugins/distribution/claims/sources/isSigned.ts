import { Webhook, WebhookVerificationError } from 'standardwebhooks'

/**
 * Whether a message bears a signature by one of the secrets, of the last five minutes (Standard Webhooks 1.0). Signatures
 * are compared in constant time, and over the body as it came.
 */
export const isSigned = (args: { headers: Headers; body: string; secrets: string[] }): boolean => {
  const { headers, body, secrets } = args
  const signed = Object.fromEntries(
    ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
      name,
      headers.get(name) ?? '',
    ]),
  )
  return secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, signed, { jsonParse: false })
      return true
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false
      throw error
    }
  })
}
