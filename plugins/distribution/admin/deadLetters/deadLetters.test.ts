import { describe, expect, it } from 'vitest'
import { deadHref, readDeadChoice } from './deadChoice.ts'
import { tellRedriven } from './tellRedriven.ts'

describe('the address of the page', () => {
  const maySee = (tenant: string) => tenant === 'own'

  it('names a client, or takes the one of the panel, and none that is not seen', () => {
    expect(readDeadChoice({ params: {}, chosen: 'own', maySee })).toEqual({ tenant: 'own' })
    expect(readDeadChoice({ params: { tenant: 'all' }, chosen: 'own', maySee })).toEqual({})
    expect(readDeadChoice({ params: { tenant: 'foreign' }, maySee })).toEqual({})
  })

  it('is read as it was written', () => {
    const choice = { tenant: 'own', channel: '7', code: 'WEBHOOK_FAILED' }
    const params = Object.fromEntries(new URLSearchParams(deadHref(choice)))
    expect(readDeadChoice({ params, maySee })).toEqual(choice)
  })
})

describe('what trying again came to', () => {
  const now = new Date('2026-11-22T14:30:00Z')
  const tellTime = (at: Date) => at.toISOString().slice(11, 16)
  const gone = (scheduledAt: string) =>
    ({ isRedriven: true, scheduledAt }) as Parameters<
      typeof tellRedriven
    >[0]['answer']['deliveries'][0]

  it.each([
    [1, 0, ['2026-11-22T14:30:00Z'], '1 goes out again now.'],
    [
      2,
      1,
      ['2026-11-22T14:30:00Z', '2026-11-22T14:31:00Z'],
      '2 go out again, one after the other on each channel, the last one at 14:31. 1 could not; why is said below.',
    ],
    [0, 3, [], '3 could not; why is said below.'],
  ])('%i go, %i do not', (redriven, refused, times, sentence) => {
    const answer = { redriven, refused, deliveries: times.map(gone) }
    expect(tellRedriven({ answer, now, tellTime })).toBe(sentence)
  })
})
