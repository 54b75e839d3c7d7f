import { expect, it } from 'vitest'
import { foretellMaking, makingActionOf, tellMaking } from './making.ts'

const one = {
  id: 'r',
  kind: 'video',
  state: 'rendering',
  progress: 42,
  reason: null,
  deliveries: [],
}

it('tells how far a picture or video is, and what can be done about it', () => {
  expect(tellMaking(one)).toBe('Making its video: 42 %')
  expect(tellMaking({ ...one, kind: 'conversion', state: 'pending' })).toBe(
    'Its file for this channel waits to be made',
  )
  expect(tellMaking({ ...one, state: 'ready' })).toBeUndefined()
  expect(foretellMaking('cancel', { ...one, deliveries: [1, 2] })).toBe(
    'Stop making its video, for all 2 deliveries that show it',
  )
  expect(['pending', 'rendering', 'failed', 'cancelled', 'ready'].map(makingActionOf)).toEqual([
    'cancel',
    'cancel',
    'retry',
    'retry',
    undefined,
  ])
})
