import { expect, test } from 'vitest'
import { castOf, type Temper } from './castOf.ts'

const cast = castOf({ tasks: 1000, agents: 50, randomSeed: 1 })

test('of fifty agents fifteen never react and five are shaky, over several clients', () => {
  const count = (temper: Temper) => cast.agents.filter((one) => one.temper === temper).length
  expect([count('ignoring'), count('shaky'), count('steady')]).toEqual([15, 5, 30])
  for (const [tenant] of cast.tenants.entries()) {
    const tempers = cast.agents.filter((one) => one.tenants.includes(tenant))
    expect(tempers.some(({ temper }) => temper === 'steady')).toBe(true)
    expect(cast.managers.some((manager) => manager.tenant === tenant)).toBe(true)
  }
})

test('every task has a mark and a channel of its own client, and the same seed gives the same cast', () => {
  expect(new Set(cast.tasks.map(({ mark }) => mark)).size).toBe(1000)
  expect(cast.tasks.every(({ channel }) => cast.channels[channel] !== undefined)).toBe(true)
  expect(castOf({ tasks: 1000, agents: 50, randomSeed: 1 })).toEqual(cast)
  expect(castOf({ tasks: 1000, agents: 50, randomSeed: 2 })).not.toEqual(cast)
})
