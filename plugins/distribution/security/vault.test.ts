import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Place } from './sealedFields.ts'
import { seal, unseal } from './vault.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const place: Place = { tenant: 1, collection: 'tenants', document: 1, field: 'postiz.apiKey' }

test('a secret comes out as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (secret) => {
      const ring = [{ id: 'a', key: key(1) }]
      expect(unseal(seal(secret, place, ring), place, ring)).toBe(secret)
    }),
  )
})

test('a sealed secret opens nowhere else, and not when it was changed', () => {
  const ring = [{ id: 'a', key: key(1) }]
  const sealed = seal('the key', place, ring)
  expect(() => unseal(sealed, { ...place, tenant: 2 }, ring)).toThrow()
  expect(() => unseal(sealed, { ...place, field: 'push.serviceAccount' }, ring)).toThrow()
  const [version, id, nonce, text, tag] = sealed.split(':')
  const changed = Buffer.from(text ?? '', 'base64url')
  changed[0] = (changed[0] ?? 0) ^ 1
  expect(() =>
    unseal([version, id, nonce, changed.toString('base64url'), tag].join(':'), place, ring),
  ).toThrow()
  const short = Buffer.from(tag ?? '', 'base64url')
    .subarray(0, 4)
    .toString('base64url')
  expect(() => unseal([version, id, nonce, text, short].join(':'), place, ring)).toThrow()
})

test('a new first key encrypts, and the old one still decrypts', () => {
  const old = [{ id: 'a', key: key(1) }]
  const rotated = [{ id: 'b', key: key(2) }, ...old]
  const before = seal('the key', place, old)
  expect(unseal(before, place, rotated)).toBe('the key')
  expect(seal('the key', place, rotated).split(':')[1]).toBe('b')
  expect(() => unseal(seal('the key', place, rotated), place, old)).toThrow(/not in the ring/)
})
