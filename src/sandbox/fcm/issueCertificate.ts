import { generate } from 'selfsigned'

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

const dayMs = 24 * 60 * 60 * 1000

/**
 * A new X.509 certificate (RFC 5280) on the curve P-256, valid from yesterday for ten years: an authority, or a
 * server's certificate signed by one.
 */
export async function issueCertificate({
  name,
  now,
  authority,
  hosts = [],
}: Args): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + 3650 * dayMs),
    ca: authority,
    extensions: authority
      ? [
          { name: 'basicConstraints', cA: false, critical: true },
          { name: 'keyUsage', digitalSignature: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
        ]
      : [
          { name: 'basicConstraints', cA: true, critical: true },
          { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
        ],
  })
  return { name, key, cert }
}
