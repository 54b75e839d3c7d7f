import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** The keys of whoever may use the storage. */
export type Keys = { accessKeyId: string; secretAccessKey: string }

type Args = {
  method: string
  url: URL
  headers: IncomingHttpHeaders
  body: Uint8Array
  region: string
  keys: Keys
}

const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

const hmac = (key: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()

/** As Signature Version 4 writes a text into an address: all but the unreserved signs, in capitals. */
const escapeSign = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

const byteOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const queryOf = (url: URL): string =>
  [...url.searchParams]
    .map(([name, value]) => `${escapeSign(name)}=${escapeSign(value)}`)
    .sort(byteOrder)
    .join('&')

/**
 * Whether a request was signed with the keys, for this region, and its body is the one that was signed; else the code
 * that S3 answers. After "Signature Version 4 signing process" of the documentation of AWS (read 2026-11).
 */
export const checkSignature = (args: Args): string | undefined => {
  const { method, url, headers, body, region, keys } = args
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  if (!match) return 'AccessDenied'
  const [, id, day, signedRegion, names = '', signature = ''] = match
  if (id !== keys.accessKeyId) return 'InvalidAccessKeyId'
  if (signedRegion !== region) return 'AuthorizationHeaderMalformed'
  const bodyHash = String(headers['x-amz-content-sha256'] ?? '')
  if (/^[0-9a-f]{64}$/.test(bodyHash) && bodyHash !== hash(body)) return 'XAmzContentSHA256Mismatch'
  const path = url.pathname
    .split('/')
    .map((part) => escapeSign(decodeURIComponent(part)))
    .join('/')
  const lines = names.split(';').map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replaceAll(/ +/g, ' ')}\n`,
  )
  const canonical = [method, path, queryOf(url), lines.join(''), names, bodyHash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n')
  const dayKey = hmac(`AWS4${keys.secretAccessKey}`, day ?? '')
  const key = hmac(hmac(hmac(dayKey, region), 's3'), 'aws4_request')
  const isRight = timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'))
  return isRight ? undefined : 'SignatureDoesNotMatch'
}
