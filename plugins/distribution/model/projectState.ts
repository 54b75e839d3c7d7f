import type { DeliveryState } from './states.ts'

export const postStates = [
  'draft',
  'pending',
  'publishing',
  'published',
  'partly_published',
  'failed',
  'cancelled',
] as const

export type PostState = (typeof postStates)[number]

const words: Record<DeliveryState, Exclude<PostState, 'draft' | 'partly_published'>> = {
  held: 'pending',
  scheduled: 'pending',
  queued: 'publishing',
  publishing: 'publishing',
  submitted: 'publishing',
  unknown: 'publishing',
  awaiting_human: 'publishing',
  published: 'published',
  dispatched: 'published',
  failed: 'failed',
  expired: 'failed',
  skipped: 'failed',
  cancelled: 'cancelled',
}

/**
 * The state of a post or a plan, derived from the states of its deliveries and never stored.
 * Cancelled deliveries don't speak where others do; what still moves speaks before what has ended.
 */
export const projectState = (states: DeliveryState[]): PostState => {
  const said = new Set(states.map((state) => words[state]))
  if (said.size === 0) return 'draft'
  if (said.has('publishing')) return 'publishing'
  if (said.has('pending')) return 'pending'
  if (said.has('published')) return said.has('failed') ? 'partly_published' : 'published'
  if (said.has('failed')) return 'failed'
  return 'cancelled'
}
