import { sign } from 'node:crypto'
import { type Agent, request } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Credential } from 'firebase-admin/app'
import { z } from 'zod'

const tokenUrl = 'https://oauth2.googleapis.com/token'

const grant = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

type Args = {
  clientEmail: string
  /** PEM, PKCS #8, as Google hands it out. */
  privateKey: string
  agent: Agent
  /** ms since 1970. */
  now: () => number
}

/**
 * Access tokens for a service account: a claim signed with its key, given to Google for a token of an hour (RFC 7523;
 * https://developers.google.com/identity/protocols/oauth2/service-account, 2026-11). firebase-admin keeps the token
 * until it is about to expire.
 *
 * firebase-admin's own `cert()` asks for the token outside of the agent that it is given, so not through a proxy.
 */
export function createServiceAccountCredential({
  clientEmail,
  privateKey,
  agent,
  now,
}: Args): Credential {
  return {
    getAccessToken: async () => {
      const assertion = signClaim({ clientEmail, privateKey, now: now() })
      return grant.parse(JSON.parse(await askForToken({ assertion, agent })))
    },
  }
}

function signClaim({
  clientEmail,
  privateKey,
  now,
}: {
  clientEmail: string
  privateKey: string
  now: number
}): string {
  const issuedAt = Math.floor(now / 1000)
  const claim = [
    { alg: 'RS256', typ: 'JWT' },
    {
      iss: clientEmail,
      scope: 'https://www.googleapis.com/auth/firebase.messaging',
      aud: tokenUrl,
      iat: issuedAt,
      exp: issuedAt + 3600,
    },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${claim}.${sign('sha256', Buffer.from(claim), privateKey).toString('base64url')}`
}

/** The answer's body. @throws an error with `status` where Google refuses, with the system's `code` without answer */
async function askForToken({
  assertion,
  agent,
}: {
  assertion: string
  agent: Agent
}): Promise<string> {
  const answered = Promise.withResolvers<{ status: number; body: string }>()
  const call = request(
    tokenUrl,
    {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    (response) => {
      text(response).then(
        (body) => answered.resolve({ status: response.statusCode ?? 0, body }),
        answered.reject,
      )
    },
  )
  call.on('error', answered.reject)
  call.end(
    new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion,
    }).toString(),
  )
  const { status, body } = await answered.promise
  if (status !== 200)
    throw Object.assign(new Error(`Google gave no access token (status ${status}).`), { status })
  return body
}
