import { describe, expect, it } from 'vitest'
import { printEvents } from '../../src/server/printEvents.ts'
import type { Printer } from '../../src/server/printLines.ts'
import type { EventRow } from '../../src/server/readEvents.ts'

const event = (more: Partial<EventRow>): EventRow => ({
  id: 'a',
  occurredAt: new Date(2026, 10, 22, 14, 30, 0, 41),
  tenant: 'Marina Estates',
  channel: 'Instagram',
  state: 'published',
  reason: null,
  lateMs: 41.3,
  ...more,
})

/** What is printed when each look at the database finds the next of `looks`. */
const print = async (looks: EventRow[][]) => {
  const lines: string[] = []
  const end = new AbortController()
  const printer: Printer = {
    ready: () => {},
    going: () => {},
    trouble: () => {},
    line: (text = '') => lines.push(text),
    colour: (_, text) => text,
  }
  const rest = [...looks]
  const read = async () => {
    const next = rest.shift()
    if (rest.length === 0) end.abort()
    if (!next) throw new Error('the database is away')
    return next
  }
  const now = () => new Date(2026, 10, 22, 14, 30, 1)
  await printEvents({ read, printer, signal: end.signal, now, pollMs: 1 })
  return lines
}

describe('the terminal shows deliveries', () => {
  it('as one line each, with the time, the way, the state and how late it was', async () => {
    const [line] = await print([[event({})]])
    expect(line).toMatch(
      /^14:30:00\.041 {2}Marina Estates → Instagram {2,}published {2,}41 ms late$/,
    )
  })

  it('once, also where a later look finds them again', async () => {
    expect(await print([[event({})], [event({}), event({ id: 'b' })]])).toHaveLength(2)
  })

  it('with the reason where it went wrong, and without the tenant twice', async () => {
    const [line] = await print([
      [
        event({
          channel: 'Marina Estates on X',
          state: 'failed',
          reason: 'Too long.',
          lateMs: null,
        }),
      ],
    ])
    expect(line).toMatch(/Marina Estates → X {2,}failed {2,}Too long\.$/)
  })

  it('but not what is only their inner life', async () => {
    const states = ['scheduled', 'queued', 'publishing', 'submitted']
    expect(await print([states.map((state) => event({ id: state, state }))])).toEqual([])
  })

  it('in seconds and minutes where milliseconds would not be read', async () => {
    const lines = await print([
      [event({ id: '1', lateMs: 11_200 }), event({ id: '2', lateMs: 300_000 })],
    ])
    expect(lines[0]).toMatch(/11 s late$/)
    expect(lines[1]).toMatch(/5 min late$/)
  })
})
