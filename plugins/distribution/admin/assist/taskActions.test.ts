import { expect, it } from 'vitest'
import { actionsOfTask, requestOf } from './taskActions.ts'
import { sampleTask } from './testing/sampleTask.ts'

const me = 'marta'
const namesOf = (more: Parameters<typeof sampleTask>[0]) =>
  actionsOfTask(sampleTask(more), me).map(({ name }) => name)

it('offers what can still be done', () => {
  expect(namesOf({})).toEqual(['take', 'give', 'answer'])
  const openWith = (id: string) => ({
    lease: {
      holder: { id, name: id },
      openedAt: '2026-11-22T14:02:00.000Z',
      until: '2026-11-22T14:12:00.000Z',
    },
  })
  expect(namesOf(openWith('filipa'))).toEqual(['take', 'give', 'answer'])
  expect(namesOf(openWith(me))).toEqual(['answer', 'give'])
  expect(namesOf({ outcome: 'expired', need: 'expired' })).toEqual(['again', 'posted'])
  expect(namesOf({ outcome: 'expired', need: 'decide' })).toEqual(['accept', 'refuse'])
  expect(namesOf({ outcome: 'posted' })).toEqual([])
})

it('calls what does it, and says where an answer is for somebody else', () => {
  const call = (
    action: Parameters<typeof requestOf>[0]['action'],
    said = {},
    task = sampleTask(),
  ) => requestOf({ task, action, said, me, deliveries: 'deliveries' })
  expect(call('take')).toEqual({ path: '/assist/tasks/task-1/assign', body: { to: me } })
  expect(call('give', { to: '', note: 'Is near.' }).body).toEqual({ note: 'Is near.' })
  expect(call('answer', { url: 'https://example.com/1', note: 'x' }).body).toEqual({
    outcome: 'posted',
    url: 'https://example.com/1',
    isForOther: true,
  })
  const own = sampleTask({ assignee: { id: me, name: 'Marta', reason: null } })
  expect(call('answer', { outcome: 'skipped', note: 'Sold.', url: 'x' }, own).body).toEqual({
    outcome: 'skipped',
    note: 'Sold.',
  })
  expect(call('refuse').body).toEqual({ isAccepted: false })
  expect(call('again').path).toBe('/deliveries/delivery-1/retry')
})
