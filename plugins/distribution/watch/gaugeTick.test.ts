import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { gaugeTick } from './gaugeTick.ts'

test('each step that failed in the last tick has its line, and none that went well', async () => {
  const register = new Registry()
  let failing = ['expireClaims', 'enqueueLetters']
  gaugeTick({ clock: { failing: () => failing }, register })
  const lines = async () =>
    (await register.metrics()).split('\n').filter((line) => line.startsWith('postyard_tick'))
  expect(await lines()).toEqual([
    'postyard_tick_failing{step="expireClaims"} 1',
    'postyard_tick_failing{step="enqueueLetters"} 1',
  ])
  failing = []
  expect(await lines()).toEqual([])
})
