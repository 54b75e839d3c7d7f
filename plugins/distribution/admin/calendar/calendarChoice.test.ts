import { expect, test } from 'vitest'
import { choiceHref, choiceQuery, readChoice } from './calendarChoice.ts'

const read = (params: Record<string, string>, chosen?: string) =>
  readChoice({ params, chosen, maySee: (tenant) => tenant !== 'foreign' })

test('an address says what is shown, and what cannot be shown is left out of it', () => {
  const choice = { tenant: '1', channel: '2', state: 'pending', span: 'week', day: '2026-11-24' }
  expect(read(choice)).toMatchObject(choice)
  const none = { tenant: undefined, state: undefined, span: undefined, day: undefined }
  expect(read({ tenant: 'foreign', state: 'x', span: 'year', day: '2026-13-01' })).toMatchObject(
    none,
  )
})

test('the client of the panel is meant where the address names none, and all where it says so', () => {
  expect(read({}, '3').tenant).toBe('3')
  expect(read({ tenant: 'all' }, '3').tenant).toBeUndefined()
})

test('an address made of a choice is read as it', () => {
  const choice = read({ tenant: '1', series: '4', span: 'list' })
  const params = Object.fromEntries(new URLSearchParams(choiceHref(choice)))
  expect(read(params)).toEqual(choice)
  expect(choiceQuery(choice, { from: 'a', to: 'b' })).toBe(
    '/distribution/calendar?from=a&to=b&tenant=1&series=4',
  )
})
