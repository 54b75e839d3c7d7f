import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Envelope } from '../envelope.ts'
import { beginFrame, eventFrame } from './frames.ts'
import { openReader } from './openReader.ts'

const eventAt = (position: number): Envelope => ({
  id: `event-${position}`,
  type: 'distribution.tested',
  schemaVersion: 1,
  occurredAt: '2026-11-22T18:00:00.000Z',
  tenant: 't',
  actor: { kind: 'system', id: null, name: 'Postyard' },
  correlationId: 'c',
  causationId: null,
  position: String(position),
  data: { text: 'x'.repeat(1_000) },
})

const count = 1_000
const all = Array.from({ length: count }, (_, index) => eventAt(index + 1))

/** A connection to which all events are offered while its client takes nothing. */
const openSlow = ({ isAnswered = true } = {}) => {
  let reads = 0
  let mark = 0
  let isGone = false
  const { reader, body } = openReader({
    wanted: { tenants: ['t'] },
    position: 0,
    begin: [beginFrame(1_000, 0)],
    source: {
      mark: () => mark,
      read: async (_, after, limit) => {
        reads += 1
        return isAnswered ? all.slice(after, after + limit) : new Promise(() => {})
      },
      onError: (error) => {
        throw error
      },
      onOver: () => {
        isGone = true
      },
    },
  })
  for (const event of all) {
    reader.offer(event, eventFrame(event))
    mark += 1
  }
  return { reader, body, reads: () => reads, isGone: () => isGone }
}

test('a client that takes nothing holds little, and gets all in order as fast as it takes it', async () => {
  const { body, reads } = openSlow()
  // Nothing is read for one that has no room.
  await sleep(5)
  expect(reads()).toBe(0)
  const text = await new Response(body.pipeThrough(endAfter(count))).text()
  const ids = [...text.matchAll(/^id: (\d+)\nevent/gm)].map(([, id]) => Number(id))
  expect(ids).toEqual(all.map(({ position }) => Number(position)))
  expect(reads()).toBeGreaterThan(count / 100 / 2)
})

/** Ends a stream behind so many events. */
const endAfter = (most: number) => {
  let seen = 0
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      controller.enqueue(piece)
      seen += new TextDecoder().decode(piece).split('\nevent:').length - 1
      if (seen >= most) controller.terminate()
    },
  })
}

test('what waits for a slow client is bounded', async () => {
  const { body } = openSlow({ isAnswered: false })
  const stream = body.getReader()
  let bytes = 0
  const read = async () => {
    for (;;) bytes += (await stream.read()).value?.byteLength ?? 0
  }
  read().catch(() => {})
  await sleep(20)
  expect(bytes).toBeGreaterThan(60_000)
  expect(bytes).toBeLessThan(70_000)
})

test('one that takes nothing for a minute is cut off', async () => {
  const { reader, isGone } = openSlow()
  reader.beat(0)
  reader.beat(59_000)
  expect(isGone()).toBe(false)
  reader.beat(60_000)
  expect(isGone()).toBe(true)
})
