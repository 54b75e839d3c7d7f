import type { Person, Phone } from '../tellPhone.ts'

export const samplePhone = (more: Partial<Phone> = {}): Phone => ({
  id: 'phone-1',
  owner: { id: 'filipa', name: 'Filipa' },
  name: 'Phone of Filipa',
  platform: 'android',
  appVersion: null,
  lastSeenAt: '2026-11-22T13:00:00.000Z',
  notifications: 'granted',
  push: 'works',
  droppedBecause: null,
  project: null,
  staysLoggedIn: true,
  revokedAt: null,
  ...more,
})

/** A field agent whose one phone is pushed, unless told otherwise. */
export const samplePerson = (more: Partial<Person> = {}): Person => {
  const phones = more.phones ?? [samplePhone()]
  return {
    id: 'filipa',
    name: 'Filipa',
    tenants: [{ id: 'marina', name: 'Marina Estates' }],
    isFieldAgent: true,
    timezone: 'Europe/Lisbon',
    hours: [],
    awayUntil: null,
    isAtWork: true,
    nextAtWork: null,
    open: 0,
    today: 0,
    isReachable: phones.some(({ push }) => push === 'works'),
    ...more,
    phones,
  }
}
