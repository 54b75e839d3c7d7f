import { expect, test } from 'vitest'
import { findChanges, findFlaws, permitsOtherwise, type Terms } from './findFlaws.ts'

const whole: Terms = {
  holder: 'api-agents',
  subject: 'everything',
  channelScope: 'all',
  form: 'full',
}

const paths = (terms: Terms) => findFlaws({ ...whole, ...terms }).map(({ path }) => path)

test.each<[Terms, string[]]>([
  [{}, []],
  [{ holder: 'user' }, ['user']],
  [{ holder: 'key', key: '' }, ['key']],
  [{ subject: 'post' }, ['post']],
  [{ subject: 'series', series: '  ' }, ['series']],
  [{ channelScope: 'listed', allowedChannels: [] }, ['allowedChannels']],
  [{ channelScope: 'listed', allowedChannels: ['c1'] }, []],
  [{ form: 'excerpt' }, ['excerptGraphemes']],
  [{ form: 'excerpt', excerptGraphemes: 12.5 }, ['excerptGraphemes']],
  [{ form: 'excerpt', excerptGraphemes: 280 }, []],
  [{ validFrom: '2026-11-23T12:00:00+01:00', validUntil: '2026-11-23T11:00:00Z' }, ['validUntil']],
  [{ holder: 'user', subject: 'post' }, ['user', 'post']],
])('terms with %j lack %j', (terms, lacking) => {
  expect(paths(terms)).toEqual(lacking)
})

test('whom and what an entitlement is for never changes, and what is revoked stays revoked', () => {
  const told = (before: Terms & { isRevoked?: boolean }, after: Terms & { isRevoked?: boolean }) =>
    findChanges({ ...whole, ...before }, { ...whole, ...after }).map(({ path }) => path)
  expect(told({}, { form: 'excerpt', validUntil: '2027-01-01T00:00:00Z' })).toEqual([])
  expect(told({ holder: 'user', user: 'u1' }, { holder: 'user', user: 'u2' })).toEqual(['user'])
  expect(told({ subject: 'series', series: 'a' }, {})).toEqual(['subject'])
  const revokedAt = '2026-11-23T12:00:00Z'
  expect(told({ revokedAt, isRevoked: true }, { revokedAt, isRevoked: false })).toEqual([
    'isRevoked',
  ])
  expect(told({ revokedAt, isRevoked: true }, { revokedAt, isRevoked: true })).toEqual([])
})

test('what an entitlement permits is told from its name and from how its terms are written', () => {
  const listed = { ...whole, channelScope: 'listed', allowedChannels: ['b', 'a'], validUntil: null }
  const other = (more: Terms & { title?: string }) =>
    permitsOtherwise(listed, { ...listed, ...more })
  expect(other({ title: 'Another', allowedChannels: ['a', 'b'], validUntil: '' })).toBe(false)
  expect(other({ allowedChannels: ['a'] })).toBe(true)
  expect(other({ validUntil: new Date(0) })).toBe(true)
  expect(other({ allowRedistribution: true })).toBe(true)
})
