import { expect, it } from 'vitest'
import { readAccount } from './ConnectPush/readAccount.ts'
import { hrefOf, readChoice } from './readChoice.ts'
import { tellHours } from './tellHours.ts'
import { tellProjects } from './tellProjects.ts'
import { tellMinutes, tellRate, tellRest } from './tellRate.ts'
import { tellStep, tellWhy } from './tellStep.ts'
import { samplePerson, samplePhone } from './testing/samplePerson.ts'
import { sampleTask } from './testing/sampleTask.ts'

it.each([
  [[], 'Any time'],
  [[{ days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }], 'Mon–Fri 09:00–18:00'],
  [[{ days: [7, 1, 3, 4], from: '22:00', until: '02:00' }], 'Mon, Wed, Thu, Sun 22:00–02:00'],
  [[{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }], 'every day all day'],
  [
    [
      { days: [1, 2, 3], from: '09:00', until: '12:00' },
      { days: [6], from: '10:00', until: '13:00' },
    ],
    'Mon–Wed 09:00–12:00; Sat 10:00–13:00',
  ],
])('hours are told as people write them: %j', (hours, text) => {
  expect(tellHours(hours)).toBe(text)
})

it('a rate is never rounded up to all, and none is none', () => {
  expect([null, 0, 0.996, 0.29, 1].map(tellRate)).toEqual(['–', '0 %', '99 %', '29 %', '100 %'])
})

it('a time to answer is told in the unit that fits', () => {
  expect([null, 0.2, 12.4, 125, 60].map(tellMinutes)).toEqual([
    '–',
    '12 s',
    '12 min',
    '2 h 5 min',
    '1 h',
  ])
})

it('what was not in time is told kind by kind', () => {
  const none = { posted: 3, onTime: 3, skipped: 0, failed: 0, expired: 0 }
  expect(tellRest(none)).toBe('')
  expect(tellRest({ ...none, onTime: 1, expired: 2 })).toBe('2 posted late, 2 without an answer')
})

it('a step is told with who took it; one that is not known here by its own word', () => {
  const step = (type: string) => tellStep({ type, by: 'Marta', at: '', name: null, why: null })
  expect(step('reminded')).toBe('Reminded')
  expect(step('taken_over')).toBe('Taken over by Marta')
  expect(tellWhy(sampleTask({ why: 'Filipa: the only field agent on this channel' }))).toBe(
    'the only field agent on this channel',
  )
  expect(step('looked_at')).toBe('Looked at, by Marta')
})

it('what is chosen stands in the address, and comes back from it', () => {
  const tenants = [{ id: 'a' }, { id: 'b' }]
  const choice = readChoice({ params: { tenant: 'a', over: 'week', person: 'p' }, tenants })
  expect(choice).toEqual({ tenant: 'a', over: 'week', person: 'p' })
  expect(hrefOf(choice, {})).toBe('?tenant=a&over=week&person=p')
  expect(hrefOf(choice, { tenant: null, person: null })).toBe('?tenant=all&over=week')
  expect(readChoice({ params: {}, chosen: 'b', tenants })).toEqual({ tenant: 'b', over: 'month' })
  expect(readChoice({ params: { tenant: 'all' }, chosen: 'b', tenants })).toEqual({ over: 'month' })
  expect(readChoice({ params: { tenant: 'foreign', over: 'ever' }, tenants })).toEqual({
    over: 'month',
  })
  expect(readChoice({ params: {}, tenants: [{ id: 7 }] })).toEqual({ tenant: '7', over: 'month' })
})

it('tells by which projects phones are pushed, and warns of those whom no push reaches', () => {
  const people = [
    samplePerson(),
    samplePerson({
      id: 'rui',
      name: 'Rui',
      phones: [samplePhone({ project: 'old', push: 'none' })],
    }),
  ]
  expect(tellProjects({ people, own: '' }).facts).toEqual([
    '1 phone by the project of the installation',
    '1 phone by old',
  ])
  const { warnings } = tellProjects({ people, own: 'new' })
  expect(warnings[0]).toContain('No push reaches Rui:')
  expect(warnings[1]).toContain('2 phones are not registered with new yet')
})

it('reads a service account, and says what is wrong with anything else', () => {
  const account = { project_id: 'p', client_email: 'a@b.example', private_key: 'k' }
  expect(readAccount(JSON.stringify({ type: 'service_account', ...account }))).toEqual({ account })
  expect(readAccount('{"project_id": ')).toMatchObject({ problem: expect.stringContaining('JSON') })
  expect(readAccount('{"project_id": "p"}')).toMatchObject({
    problem: expect.stringContaining('"client_email" is missing'),
  })
})
