import { expect, test } from 'vitest'
import {
  planActionsOf,
  standingOf,
  tellCancel,
  tellCounts,
  tellHalt,
  tellHalted,
  tellPause,
  tellResumed,
  tellRetry,
} from './tellPlan.ts'

test('says before a plan is stopped what becomes of each of its deliveries', () => {
  const counts = { held: 1, scheduled: 2, publishing: 1, published: 2, awaiting_human: 1 }
  expect(tellCounts(counts)).toBe('3 not sent yet, 1 with a field agent, 1 being sent, 2 live.')
  expect(tellCancel(counts)).toBe(
    '3 not sent yet are cancelled; 1 with a field agent is taken back; 1 being sent is cancelled only if nothing went out; 2 are live and stay.',
  )
  expect(tellPause({ scheduled: 1 })).toBe(
    '1 not sent yet waits until you resume it. After 30 days without that it is cancelled.',
  )
  expect(tellHalt({ scheduled: 2, publishing: 1 })).toBe(
    '2 not sent yet wait, and what is ready of them at Postiz is taken away; of 1 being sent, what is on its way out goes on to its end; the rest waits. Only a manager lets it go on, with a reason; after 30 days without that it is cancelled.',
  )
  expect(tellHalted({ held: [1], followed: [2, 3] })).toBe(
    'Halted: 1 waits; 2 were on their way out already.',
  )
})

test('offers what can still be done', () => {
  const running = { isPaused: false, isHalted: false, mayLetHaltedGo: false }
  const offered = (args: Parameters<typeof planActionsOf>[0]) =>
    Object.entries(planActionsOf(args)).flatMap(([name, is]) => (is ? [name] : []))
  expect(offered({ ...running, counts: { published: 3 } })).toEqual([])
  expect(offered({ ...running, counts: { failed: 1 } })).toEqual(['retry'])
  expect(offered({ ...running, counts: { held: 3 } })).toEqual(['pause', 'halt', 'cancel'])
  const paused = { ...running, counts: { held: 3 }, isPaused: true }
  expect(offered(paused)).toEqual(['resume', 'halt', 'cancel'])
  const halted = { ...paused, isHalted: true }
  expect(offered(halted)).toEqual(['cancel'])
  expect(offered({ ...halted, mayLetHaltedGo: true })).toEqual(['resume', 'cancel'])
  // All has ended: it goes on for what failed alone.
  expect(offered({ ...paused, counts: { failed: 1, cancelled: 2 } })).toEqual(['resume'])
  expect(offered({ ...halted, counts: { failed: 1 } })).toEqual([])
  expect(offered({ ...paused, counts: { published: 1, cancelled: 2 } })).toEqual([])
})

test('says what is tried again, and where', () => {
  expect(tellRetry({ failed: 1, expired: 1 }, ['Porto', 'Faro'])).toBe(
    '2 that failed or came too late go out again on Porto, Faro. What may be live already, and what a person gave up, is left out.',
  )
  expect(tellRetry({ failed: 7 }, ['A', 'B', 'C', 'D', 'E', 'F', 'G'])).toMatch(
    /^7 .* on A, B, C, D, E and 2 more\. /,
  )
})

test('says what goes on when a plan is resumed', () => {
  expect(tellResumed({ onTime: [1, 2], late: [3], stale: [], waiting: [], moved: [1] })).toBe(
    'Resumed: 2 go out at their time; 1 is late and goes now; 1 of them was given another time.',
  )
})

test('is under way from the first post on that is out, and stopped where somebody stopped it', () => {
  const running = { state: 'pending', stopped: undefined }
  expect(standingOf({ ...running, counts: { scheduled: 3 } })).toEqual({ state: 'pending' })
  const begun = { ...running, counts: { scheduled: 2, published: 1 } }
  expect(standingOf(begun)).toEqual({ state: 'publishing', word: 'Under way' })
  const over = { state: 'published', counts: { published: 3, cancelled: 1 } }
  expect(standingOf({ ...over, stopped: 'Paused' })).toEqual({ state: 'published' })
  expect(standingOf({ ...begun, stopped: 'Halted' })).toEqual({ state: 'held', word: 'Halted' })
})
