import { expect, it } from 'vitest'
import type { RemotePost } from '../api/answers.ts'
import { findDraft } from './findDraft.ts'

const draftAt = new Date('2026-08-21T10:00:07.123Z')
const post = (id: string, changes: Partial<RemotePost> = {}): RemotePost => ({
  id,
  publishDate: draftAt.toISOString(),
  state: 'DRAFT',
  integration: { id: 'ours' },
  ...changes,
})
const find = (posts: RemotePost[], draftId?: string) =>
  findDraft({ posts, integrationId: 'ours', draftAt, draftId })?.id

it('finds the draft of the exact millisecond, among others of the same second', () => {
  const near = post('near', { publishDate: '2026-08-21T10:00:07.124Z' })
  const whole = post('whole', { publishDate: '2026-08-21T10:00:07.000Z' })
  expect(find([near, whole, post('exact')])).toBe('exact')
})

it('finds a draft that lost its milliseconds by an edit, but no other of that second', () => {
  expect(find([post('whole', { publishDate: '2026-08-21T10:00:07.000Z' })])).toBe('whole')
  expect(find([post('near', { publishDate: '2026-08-21T10:00:07.124Z' })])).toBeUndefined()
  expect(find([post('next', { publishDate: '2026-08-21T10:00:08.000Z' })])).toBeUndefined()
})

it('takes neither other channels nor repeating posts', () => {
  expect(find([post('other', { integration: { id: 'theirs' } })])).toBeUndefined()
  expect(find([post('weekly', { intervalInDays: 7 })])).toBeUndefined()
  expect(find([post('orphan', { integration: null })])).toBeUndefined()
})

it('of two of one instant, takes the one that is furthest on its way', () => {
  expect(find([post('draft'), post('live', { state: 'PUBLISHED' })])).toBe('live')
  expect(find([post('draft'), post('queued', { state: 'QUEUE' })])).toBe('queued')
})

it('with an id, takes that and nothing else', () => {
  expect(find([post('a'), post('b', { publishDate: '2026-08-21T10:00:08.000Z' })], 'b')).toBe('b')
  expect(find([post('a')], 'b')).toBeUndefined()
})
