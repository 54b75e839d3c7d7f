import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { job, many, type NamedJobs, openNamedJobs } from './support/openNamedJobs.ts'

let jobs: NamedJobs

beforeEach(async () => {
  jobs = await openNamedJobs()
})

afterEach(() => jobs.close())

describe('groups', () => {
  it('take turns: a flood of one does not stand before another', async () => {
    await jobs.enqueue(...many(1000, 'flood', { group: 'a' }))
    await jobs.work({ slots: 2 })
    await jobs.hasBegun('flood 0', 'flood 1')
    await jobs.enqueue(job('b 0', { group: 'b' }), job('b 1', { group: 'b' }))
    jobs.end('flood 0')
    await jobs.hasBegun('b 0')
    expect(jobs.began).toEqual(['flood 0', 'flood 1', 'b 0'])
    jobs.end('flood 1')
    await jobs.isAtRest()
    // The one runs none of its own by now, and so it is its turn.
    expect(jobs.began.slice(3)).toEqual(['flood 2'])
  })

  it('share what is free at once', async () => {
    await jobs.enqueue(...many(8, 'a', { group: 'a' }), ...many(8, 'b', { group: 'b' }))
    await jobs.work({ slots: 4 })
    await jobs.isAtRest()
    expect(jobs.began.filter((name) => name.startsWith('a'))).toEqual(['a 0', 'a 1'])
    expect(jobs.began.filter((name) => name.startsWith('b'))).toEqual(['b 0', 'b 1'])
  })

  it('one group alone has all slots, in the order in which its jobs fall due', async () => {
    const now = Date.now()
    await jobs.enqueue(
      ...[3, 1, 2].map((place) =>
        job(`${place}`, { group: 'a', waitUntil: new Date(now - 10_000 + place) }),
      ),
    )
    await jobs.work({ slots: 3 })
    await jobs.isAtRest()
    expect(jobs.began).toEqual(['1', '2', '3'])
  })

  it.each([
    { what: 'the only slot', share: { slots: 1 } },
    {
      what: 'the only place of a resource',
      share: { slots: 4, perResource: 1 },
      resource: 'server',
    },
  ])('take turns at $what', async ({ share, resource }) => {
    const waitUntil = new Date(Date.now() - 1_000)
    await jobs.enqueue(...many(20, 'a', { group: 'a', resource, waitUntil }))
    await jobs.enqueue(...many(3, 'b', { group: 'b', resource }))
    await jobs.work(share)
    for (const name of ['a 0', 'b 0', 'a 1', 'b 1', 'a 2', 'b 2']) {
      await jobs.hasBegun(name)
      jobs.end(name)
    }
    await jobs.hasBegun('a 3')
    expect(jobs.began).toEqual(['a 0', 'b 0', 'a 1', 'b 1', 'a 2', 'b 2', 'a 3'])
  })

  it('with one job leave no slot empty while another has many', async () => {
    await jobs.work({ slots: 6 })
    await jobs.isAtRest()
    await jobs.enqueue(
      ...many(1, 'small', { group: 'small' }),
      ...many(20, 'large', { group: 'large' }),
    )
    await jobs.isAtRest()
    expect(jobs.began).toHaveLength(6)
  })

  it.each(['constructor', 'toString', '__proto__', 'a\'b"c', '', '1', '\u{1f600}'])(
    'of the name %j keep no other from being claimed',
    async (group) => {
      await jobs.work({ slots: 2 })
      await jobs.enqueue(job('first', { group }))
      await jobs.hasBegun('first')
      await jobs.enqueue(job('second', { group }))
      await jobs.hasBegun('second')
    },
  )

  it.each([
    { what: 'too long', group: 'x'.repeat(501) },
    { what: 'with half a character', group: '\ud800' },
    { what: 'with the character zero', group: 'a\0b' },
  ])('of a name $what are refused', async ({ group }) => {
    await expect(jobs.enqueue(job('any', { group }))).rejects.toMatchObject({ code: 'INVALID_KEY' })
  })
})
