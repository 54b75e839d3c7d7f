import type { ShapeName } from './shapes.tsx'

export type Tone = 'grey' | 'blue' | 'violet' | 'amber' | 'green' | 'red'

/** How a state is told apart: by its word, its tone and its shape, so that no one of them is needed alone. */
export type Look = { word: string; tone: Tone; shape: ShapeName }

const look = (tone: Tone, shape: ShapeName) => ({ tone, shape })

/**
 * One look for each word, wherever it stands: deliveries, posts, claims, channels, assist tasks, receipts, renditions,
 * workers, series, flights.
 * Grey waits or is over, blue has its time, violet is under way, amber wants a person, green is done, red has failed.
 */
const looks: Record<string, { tone: Tone; shape: ShapeName }> = {
  draft: look('grey', 'outline'),
  claimed: look('amber', 'hourglass'),
  held: look('grey', 'pause'),
  pending: look('blue', 'clock'),
  scheduled: look('blue', 'clock'),
  queued: look('violet', 'chevrons'),
  publishing: look('violet', 'half'),
  rendering: look('violet', 'half'),
  submitted: look('violet', 'arrow'),
  awaiting_human: look('amber', 'person'),
  unknown: look('amber', 'question'),
  partly_published: look('amber', 'partly'),
  published: look('green', 'tick'),
  posted: look('green', 'tick'),
  ready: look('green', 'tick'),
  active: look('green', 'tick'),
  ok: look('green', 'tick'),
  dispatched: look('green', 'arrow'),
  failed: look('red', 'cross'),
  refused: look('red', 'cross'),
  expired: look('red', 'hourglass'),
  unauthorised: look('red', 'key'),
  retry: look('amber', 'again'),
  limited: look('amber', 'partly'),
  suspended: look('amber', 'pause'),
  disabled: look('grey', 'pause'),
  removed: look('grey', 'cross'),
  skipped: look('grey', 'skip'),
  cancelled: look('grey', 'slash'),
  waiting: look('blue', 'clock'),
  flying: look('violet', 'half'),
  flown: look('green', 'tick'),
  series: look('amber', 'partly'),
  working: look('green', 'tick'),
  stopping: look('grey', 'pause'),
  stopped: look('grey', 'slash'),
  revoked: look('grey', 'slash'),
  gone: look('amber', 'question'),
  no_worker: look('red', 'cross'),
  late: look('amber', 'hourglass'),
  well: look('green', 'tick'),
  strained: look('amber', 'partly'),
  unwell: look('red', 'cross'),
  untried: look('grey', 'outline'),
}

/** The look of a state; one that is not known here keeps its word and stays grey. */
export const lookOf = (state: string): Look => {
  const words = state.replaceAll('_', ' ')
  return {
    word: words.charAt(0).toUpperCase() + words.slice(1),
    ...(looks[state] ?? look('grey', 'outline')),
  }
}
