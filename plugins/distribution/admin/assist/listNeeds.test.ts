import { expect, it } from 'vitest'
import { listNeeds } from './listNeeds.ts'
import { samplePerson, samplePhone } from './testing/samplePerson.ts'
import { sampleTask } from './testing/sampleTask.ts'

const marina = {
  id: 'marina',
  name: 'Marina Estates',
  timezone: 'Europe/Lisbon',
  project: 'postyard',
}

const needsOf = (of: Partial<Parameters<typeof listNeeds>[0]>) =>
  listNeeds({
    tasks: [],
    people: [samplePerson()],
    tenants: [marina],
    now: new Date('2026-11-22T14:41:00Z'),
    appUrl: 'https://postyard.example/agent',
    zoneOf: () => 'Europe/Lisbon',
    ...of,
  })

const said = (of: Parameters<typeof needsOf>[0]) => needsOf(of).map(({ sentence }) => sentence)

it('says nothing while tasks go their way and pushes reach everybody', () => {
  expect(said({ tasks: [sampleTask()] })).toEqual([])
})

it('puts what can be decided first, and what is only late last', () => {
  const tasks = (['late', 'nobody', 'expired', 'decide'] as const).map((need) =>
    sampleTask({ id: need, need }),
  )
  expect(needsOf({ tasks }).map(({ key }) => key)).toEqual([
    'decide decide',
    'expired expired',
    'nobody nobody',
    'late late',
  ])
})

it.each([
  [
    { need: 'late' as const },
    'Filipa has not answered for 41 min: "Open house" on WhatsApp Status of Marina Estates, due 14:00 Lisbon, expires 18:00 Lisbon.',
  ],
  [
    { need: 'nobody' as const, assignee: null, why: 'Nobody of 2 on this channel is at work now.' },
    'Nobody has "Open house" on WhatsApp Status of Marina Estates, due 14:00 Lisbon. Nobody of 2 on this channel is at work now.',
  ],
  [
    { need: 'expired' as const, outcome: 'expired' as const },
    '"Open house" on WhatsApp Status of Marina Estates had no answer by 18:00 Lisbon; Filipa had it last. Say what became of it, or have it asked again.',
  ],
  [
    {
      need: 'decide' as const,
      outcome: 'expired' as const,
      answeredAt: '2026-11-22T18:12:00.000Z',
      answeredBy: { id: 'filipa', name: 'Filipa' },
    },
    'Filipa says that "Open house" on WhatsApp Status of Marina Estates was posted: at 18:12 Lisbon, after its deadline at 18:00 Lisbon. Look whether it is there, and decide.',
  ],
  [
    {
      need: 'decide' as const,
      claim: { by: { id: 'rui', name: 'Rui' }, at: '2026-11-22T14:20:00.000Z', url: null },
    },
    'Rui says that "Open house" on WhatsApp Status of Marina Estates was posted: at 14:20 Lisbon, while Filipa had it. Look whether it is there, and decide.',
  ],
])('says its cause and its remedy: %o', (more, sentence) => {
  expect(said({ tasks: [sampleTask(more)] })).toEqual([sentence])
})

it('names whom no push reaches, why, and what they do about it; of managers it says nothing', () => {
  const reached = (push: 'blocked' | 'stale' | 'dropped' | 'none') =>
    said({ people: [samplePerson({ phones: [samplePhone({ push })] })] })[0]
  expect(reached('blocked')).toBe(
    'No push reaches Filipa: "Phone of Filipa" blocks notifications. Ask them to allow them for the app, in the settings of the phone.',
  )
  for (const push of ['stale', 'dropped', 'none'] as const) {
    expect(reached(push)).toContain('Ask them to open the app on it')
  }
  const logged = samplePhone({ push: 'none', revokedAt: '2026-11-22T13:00:00.000Z' })
  expect(said({ people: [samplePerson({ phones: [logged] })] })[0]).toContain(
    'Ask them to open https://postyard.example/agent on it.',
  )
  expect(said({ people: [samplePerson({ phones: [], isFieldAgent: false })] })).toEqual([])
})

it('names a client without any push', () => {
  expect(said({ tenants: [{ ...marina, project: null }] })[0]).toContain(
    'Marina Estates has no push service',
  )
})
