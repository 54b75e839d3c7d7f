import { expect, it } from 'vitest'
import { choicesOf, hintOf } from './groupChoice.ts'

const offer = {
  baseUrl: 'https://postiz.example.com/api',
  groups: [],
  ungrouped: 3,
  isShared: false,
}
const marina = { id: 'g1', name: 'Marina Estates', accounts: 1 }

it('lets a client that is alone go without a group', () => {
  expect(choicesOf({ ...offer, groups: [marina] }).map(({ label }) => label)).toEqual([
    'No group: 3 accounts without one',
    'Marina Estates: 1 account',
  ])
})

it('wants a group where others share the account, and says what to do where none is left', () => {
  const shared = { ...offer, isShared: true }
  expect(choicesOf(shared)).toEqual([
    { value: '', label: 'Choose the group of this client', isDisabled: true },
  ])
  expect(hintOf(shared)).toContain('Make one for this client in Postiz')
  expect(hintOf({ ...shared, groups: [marina] })).not.toContain('Make one')
})
