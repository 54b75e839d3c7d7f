import { describe, expect, test } from 'vitest'
import { type Candidate, chooseAgent } from './chooseAgent.ts'

// A Monday, 10:00 in Lisbon.
const now = new Date('2026-11-23T10:00:00Z')
const office = { days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }

const agent = (name: string, given: Partial<Candidate> = {}): Candidate => ({
  id: name,
  name,
  work: { zone: 'Europe/Lisbon', hours: [], awayUntil: null },
  open: 0,
  today: 0,
  seenAt: null,
  isReachable: true,
  wasAsked: false,
  ...given,
})

const working = (
  hours: (typeof office)[],
  zone = 'Europe/Lisbon',
  awayUntil: Date | null = null,
) => ({
  work: { zone, hours, awayUntil },
})

const choose = (...candidates: Candidate[]) =>
  chooseAgent({ candidates, now, tell: (at) => at.toISOString() })

describe('who is asked', () => {
  test.each<[string, Candidate[], string]>([
    ['the only one', [agent('Ana')], 'Ana: the only field agent on this channel'],
    [
      'who has the fewest open tasks',
      [agent('Rui', { open: 2 }), agent('Ana', { open: 1 }), agent('Eva', { open: 3 })],
      'Ana: fewest open tasks of 3 on this channel',
    ],
    [
      'who can be reached, before who has less to do',
      [agent('Rui', { isReachable: false }), agent('Ana', { open: 5 })],
      'Ana: the only one whose phone can be reached of 2 on this channel',
    ],
    [
      'of those with equal work who has the app open',
      [agent('Rui'), agent('Ana', { seenAt: new Date(now.getTime() - 60_000) })],
      'Ana: has had the app open within the hour of 2 on this channel',
    ],
    [
      'then who had the fewest today',
      [agent('Rui', { today: 4 }), agent('Ana', { today: 3 })],
      'Ana: fewest tasks today of 2 on this channel',
    ],
    [
      'and else whom the channel names first',
      [agent('Rui'), agent('Ana')],
      'Rui: named first of 2 on this channel',
    ],
    [
      'who is at work',
      [agent('Rui', working([{ ...office, from: '14:00' }])), agent('Ana', working([office]))],
      'Ana: the only one of 2 on this channel who is at work and was not asked yet',
    ],
    [
      'in whose zone it is day',
      [
        agent('Rui', working([office], 'America/New_York')),
        agent('Ana', working([office], 'Asia/Dubai')),
      ],
      'Ana: the only one of 2 on this channel who is at work and was not asked yet',
    ],
    [
      'who is not away',
      [agent('Rui', working([], 'Europe/Lisbon', new Date('2026-11-24T00:00:00Z'))), agent('Ana')],
      'Ana: the only one of 2 on this channel who is at work and was not asked yet',
    ],
  ])('%s', (_, candidates, reason) => {
    expect(choose(...candidates)).toMatchObject({ kind: 'agent', reason })
  })
})

describe('nobody is asked', () => {
  test('out of hours, and it says who is at work first', () => {
    expect(
      choose(
        agent('Rui', working([{ ...office, days: [2] }])),
        agent('Ana', working([{ ...office, from: '14:00' }])),
      ),
    ).toEqual({
      kind: 'nobody',
      nextAt: new Date('2026-11-23T14:00:00Z'),
      reason: 'Nobody of 2 on this channel is at work now; Ana is from 2026-11-23T14:00:00.000Z.',
    })
  })

  test('twice for one task', () => {
    expect(
      choose(agent('Rui', { wasAsked: true }), agent('Ana', { wasAsked: true })),
    ).toMatchObject({
      kind: 'nobody',
      nextAt: undefined,
      reason: expect.stringContaining('asked already'),
    })
  })

  test('where the channel has nobody', () => {
    expect(choose()).toMatchObject({
      kind: 'nobody',
      reason: expect.stringContaining('no field agent'),
    })
  })
})
