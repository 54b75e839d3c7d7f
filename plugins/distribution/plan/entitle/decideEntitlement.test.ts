import { describe, expect, test } from 'vitest'
import { type Applicant, type AskedPost, decideEntitlement } from './decideEntitlement.ts'
import type { AskedForm, Grant } from './grant.ts'

const at = new Date('2026-11-23T12:00:00Z')
const program: Applicant = { isStaff: false, key: 'k1' }
const staff: Applicant = { isStaff: true, user: 'u1' }
const post: AskedPost = { id: 'p1', series: 'sharks', isLicensed: false }
const full: AskedForm = { kind: 'full', hasMedia: false }
const excerpt = (graphemes: number, hasMedia = false): AskedForm => ({
  kind: 'excerpt',
  graphemes,
  hasMedia,
})

const grant = (over: Partial<Grant> = {}): Grant => ({
  id: 'g1',
  holder: { kind: 'api-agents' },
  subject: { kind: 'everything' },
  channels: 'all',
  allowRedistribution: false,
  form: { kind: 'full' },
  validFrom: null,
  validUntil: null,
  revokedAt: null,
  ...over,
})

const decide = (
  grants: Grant[],
  over: { caller?: Applicant; post?: AskedPost; form?: AskedForm; isRepeat?: boolean } = {},
) => {
  const [decision] = decideEntitlement({
    caller: over.caller ?? program,
    post: over.post ?? post,
    channels: [{ id: 'c1', name: 'Blog', isRepeat: over.isRepeat ?? false }],
    grants,
    form: over.form ?? full,
    at,
  })
  if (!decision) throw new Error('Nothing was decided.')
  return 'denial' in decision ? decision.denial.code : (decision.grant?.id ?? 'own right')
}

describe('who needs an entitlement', () => {
  test('a program distributes nothing without one', () => {
    expect(decide([])).toBe('ENTITLEMENT_MISSING')
  })

  test('staff distribute what is their own, and what is licensed only with one', () => {
    const licensed = { ...post, isLicensed: true }
    expect(decide([], { caller: staff })).toBe('own right')
    expect(decide([], { caller: staff, post: licensed })).toBe('ENTITLEMENT_MISSING')
    expect(decide([grant()], { caller: staff, post: licensed })).toBe('ENTITLEMENT_MISSING')
    const ofStaff = grant({ holder: { kind: 'staff' } })
    expect(decide([ofStaff], { caller: staff, post: licensed })).toBe('g1')
    expect(decide([ofStaff])).toBe('ENTITLEMENT_MISSING')
  })
})

test.each<[string, Partial<Grant>, string]>([
  ['all programs', {}, 'g1'],
  ['its key', { holder: { kind: 'key', id: 'k1' } }, 'g1'],
  ['another key', { holder: { kind: 'key', id: 'k2' } }, 'ENTITLEMENT_MISSING'],
  ['a user of the id of its key', { holder: { kind: 'user', id: 'k1' } }, 'ENTITLEMENT_MISSING'],
  ['its series', { subject: { kind: 'series', name: 'sharks' } }, 'g1'],
  ['another series', { subject: { kind: 'series', name: 'whales' } }, 'ENTITLEMENT_MISSING'],
  ['the post', { subject: { kind: 'post', id: 'p1' } }, 'g1'],
  ['another post', { subject: { kind: 'post', id: 'p2' } }, 'ENTITLEMENT_MISSING'],
  ['the channel', { channels: ['c1'] }, 'g1'],
  ['another channel', { channels: ['c2'] }, 'ENTITLEMENT_CHANNEL'],
  ['no channel any more', { channels: [] }, 'ENTITLEMENT_CHANNEL'],
  ['what is revoked', { revokedAt: new Date(0) }, 'ENTITLEMENT_REVOKED'],
  ['until that moment', { validUntil: at }, 'ENTITLEMENT_OVER'],
  ['from that moment', { validFrom: at }, 'g1'],
  ['from later', { validFrom: new Date(at.getTime() + 1) }, 'ENTITLEMENT_NOT_YET'],
])('an entitlement for %s', (_, over, is) => {
  expect(decide([grant(over)])).toBe(is)
})

test('what is granted as an excerpt is distributed as one, no longer, and with media only where they are granted', () => {
  const short = grant({ form: { kind: 'excerpt', graphemes: 100, includesMedia: false } })
  const shown = grant({ form: { kind: 'excerpt', graphemes: 100, includesMedia: true } })
  expect(decide([short])).toBe('ENTITLEMENT_EXCERPT_ONLY')
  expect(decide([short], { form: excerpt(100) })).toBe('g1')
  expect(decide([short], { form: excerpt(101) })).toBe('ENTITLEMENT_TOO_LONG')
  expect(decide([short], { form: excerpt(100, true) })).toBe('ENTITLEMENT_MEDIA')
  expect(decide([shown], { form: excerpt(100, true) })).toBe('g1')
  expect(decide([grant()], { form: excerpt(5_000, true) })).toBe('g1')
})

test('a post goes to a channel once, unless it may go again', () => {
  expect(decide([grant()], { isRepeat: true })).toBe('ENTITLEMENT_ONCE')
  expect(decide([grant({ allowRedistribution: true })], { isRepeat: true })).toBe('g1')
})

test('of several the one that is closest to the case is used, and of those that do not permit it the nearest is told', () => {
  const all = grant({ id: 'a' })
  const series = grant({ id: 'b', subject: { kind: 'series', name: 'sharks' } })
  const ofKey = grant({ ...series, id: 'c', holder: { kind: 'key', id: 'k1' } })
  expect(decide([all, series, ofKey])).toBe('c')
  expect(decide([all, { ...ofKey, revokedAt: at }])).toBe('a')
  const revoked = { ...all, revokedAt: at }
  const elsewhere = { ...series, channels: ['c2'] }
  expect(decide([revoked, elsewhere])).toBe('ENTITLEMENT_CHANNEL')
})
