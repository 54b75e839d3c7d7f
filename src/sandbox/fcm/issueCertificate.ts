import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  utcTime,
  utf8String,
} from './encodeDer.ts'

/** A certificate with its private key, both PEM. */
export type Certificate = { name: string; key: string; cert: string }

type Args = {
  /** The subject's common name. */
  name: string
  now: Date
  /** Signs it; without one it signs itself and may sign others. */
  authority?: Certificate
  /** The hosts that it stands for. */
  hosts?: string[]
}

const yearMs = 365 * 24 * 60 * 60 * 1000

/**
 * A new X.509 certificate (RFC 5280) on the curve P-256, valid from yesterday for ten years: an authority, or a
 * server's certificate signed by one. Node can read certificates but not make them, hence the few lines of DER.
 */
export function issueCertificate({ name, now, authority, hosts = [] }: Args): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))),
    // 0x40 keeps the number positive and of full length.
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ecdsaWithSha256,
    commonName(authority?.name ?? name),
    sequence(
      utcTime(new Date(now.getTime() - yearMs / 365)),
      utcTime(new Date(now.getTime() + 10 * yearMs)),
    ),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(
      3,
      sequence(
        ...(authority ? serverExtensions(hosts) : authorityExtensions()),
        ...keyIdentifiers(publicKey, authority ? createPublicKey(authority.key) : publicKey),
      ),
    ),
  )
  const signature = sign('sha256', toBeSigned, authority?.key ?? key)
  const cert = toPem(sequence(toBeSigned, ecdsaWithSha256, bitString(signature)))
  return { name, key, cert }
}

const commonName = (name: string): Buffer =>
  sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(name))))

const authorityExtensions = (): Buffer[] => [
  extension('2.5.29.19', true, sequence(boolean(true))),
  // keyCertSign, cRLSign
  extension('2.5.29.15', true, bitString(Buffer.from([0b0000_0110]), 1)),
]

const serverExtensions = (hosts: string[]): Buffer[] => [
  extension('2.5.29.19', true, sequence()),
  // digitalSignature
  extension('2.5.29.15', true, bitString(Buffer.from([0b1000_0000]), 7)),
  // serverAuth
  extension('2.5.29.37', false, sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
  extension('2.5.29.17', false, sequence(...hosts.map((host) => implicit(2, Buffer.from(host))))),
]

const keyIdentifiers = (subject: KeyObject, issuer: KeyObject): Buffer[] => [
  extension('2.5.29.14', false, octetString(keyIdentifier(subject))),
  extension('2.5.29.35', false, sequence(implicit(0, keyIdentifier(issuer)))),
]

const keyIdentifier = (key: KeyObject): Buffer =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20)

const extension = (id: string, isCritical: boolean, value: Buffer): Buffer =>
  sequence(objectIdentifier(id), ...(isCritical ? [boolean(true)] : []), octetString(value))

const toPem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`
