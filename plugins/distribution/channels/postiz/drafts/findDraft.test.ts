import { expect, it } from 'vitest'
import type { RemotePost } from '../api/answers.ts'
import { findDraft, findEdited } from './findDraft.ts'

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

it('what may have lost its milliseconds by an edit is a candidate, and no other of that second', () => {
  const whole = post('whole', { publishDate: '2026-08-21T10:00:07.000Z' })
  const near = post('near', { publishDate: '2026-08-21T10:00:07.124Z' })
  const next = post('next', { publishDate: '2026-08-21T10:00:08.000Z' })
  const posts = [whole, near, next]
  expect(find(posts)).toBeUndefined()
  expect(findEdited({ posts, integrationId: 'ours', draftAt })).toEqual([whole])
  expect(findEdited({ posts, integrationId: 'theirs', draftAt })).toEqual([])
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
