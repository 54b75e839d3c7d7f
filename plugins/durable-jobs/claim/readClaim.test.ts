import type { Where } from 'payload'
import { expect, it } from 'vitest'
import { readClaim } from './readClaim.ts'

const now = '2026-01-02T03:04:05.678Z'
const notCompleted: Where = { completedAt: { exists: false } }
const isDue: Where = { or: [{ waitUntil: { exists: false } }, { waitUntil: { less_than: now } }] }
const ofQueue: Where = { queue: { equals: 'q' } }

it('leaves out what the claim answers itself, and finds the moment it is asked for', () => {
  const where: Where = {
    and: [
      notCompleted,
      { processing: { equals: false } },
      isDue,
      ofQueue,
      { or: [{ concurrencyKey: { exists: false } }, { concurrencyKey: { not_in: ['a'] } }] },
    ],
  }
  expect(readClaim(where)).toEqual({ where: { and: [notCompleted, isDue, ofQueue] }, dueBy: now })
})

it("keeps the caller's own conditions, whatever they look like", () => {
  const own: Where = { or: [{ 'input.id': { equals: 1 } }, { processing: { equals: true } }] }
  expect(readClaim({ and: [notCompleted, own] })).toEqual({
    where: { and: [notCompleted, own] },
    dueBy: undefined,
  })
  expect(readClaim(ofQueue)).toEqual({ where: { and: [ofQueue] }, dueBy: undefined })
})
