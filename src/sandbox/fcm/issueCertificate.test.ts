import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { issueCertificate } from './issueCertificate.ts'

const now = new Date('2026-11-22T12:00:00Z')
const authority = await issueCertificate({ name: 'An authority', now })
const server = await issueCertificate({
  name: 'fcm.googleapis.com',
  now,
  authority,
  hosts: ['fcm.googleapis.com', 'oauth2.googleapis.com'],
})

test('an authority signs a certificate for hosts, and for no others', () => {
  const [issuer, issued] = [new X509Certificate(authority.cert), new X509Certificate(server.cert)]
  expect(issued.verify(issuer.publicKey)).toBe(true)
  expect(issued.checkIssued(issuer)).toBe(true)
  expect(issued.checkHost('oauth2.googleapis.com')).toBe('oauth2.googleapis.com')
  expect(issued.checkHost('www.googleapis.com')).toBeUndefined()
  expect([issuer.ca, issued.ca]).toEqual([true, false])
})

test('another authority of the same name did not sign it', async () => {
  const other = new X509Certificate((await issueCertificate({ name: 'An authority', now })).cert)
  expect(new X509Certificate(server.cert).verify(other.publicKey)).toBe(false)
})

test('it is valid from the day before, for ten years', () => {
  const { validFromDate, validToDate } = new X509Certificate(server.cert)
  expect(validFromDate.toISOString()).toBe('2026-11-21T12:00:00.000Z')
  expect(validToDate.getUTCFullYear()).toBe(2036)
})
