import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { readText } from './readJson.ts'

const claims = z.object({
  iss: z.string().min(1),
  aud: z.literal('https://oauth2.googleapis.com/token'),
  scope: z.string().includes('https://www.googleapis.com/auth/firebase.messaging'),
  exp: z.number(),
})

type Args = { request: IncomingMessage; response: ServerResponse; now: () => Date }

/**
 * `POST /token` of oauth2.googleapis.com, where a service account signs a claim (RFC 7523) and gets an access token.
 * Every account is known here, so the claim is checked, its signature is not.
 */
export async function answerToken({ request, response, now }: Args): Promise<void> {
  const form = new URLSearchParams(await readText(request))
  const claim = readClaim(form.get('assertion') ?? '')
  const isGood =
    form.get('grant_type') === 'urn:ietf:params:oauth:grant-type:jwt-bearer' &&
    claim !== undefined &&
    claim.exp * 1000 > now().getTime()
  response.writeHead(isGood ? 200 : 400, { 'content-type': 'application/json; charset=utf-8' })
  response.end(
    JSON.stringify(
      isGood
        ? {
            access_token: `ya29.sandbox-${randomBytes(12).toString('hex')}`,
            expires_in: 3599,
            token_type: 'Bearer',
          }
        : {
            error: 'invalid_grant',
            error_description: 'Invalid JWT: check the claim and the clock.',
          },
    ),
  )
}

function readClaim(assertion: string): z.output<typeof claims> | undefined {
  const parts = assertion.split('.')
  if (parts.length !== 3) return undefined
  try {
    return claims.safeParse(JSON.parse(Buffer.from(parts[1]!, 'base64url').toString())).data
  } catch {
    return undefined
  }
}
