import type { FaultKind } from '../faults/fault.ts'

type FaultText = { kind: FaultKind; label: string; explanation: string }

/** The switches of the page, in groups, each with what it does. */
export const faultGroups: { title: string; faults: FaultText[] }[] = [
  {
    title: 'Refuses to work',
    faults: [
      { kind: '429', label: '429', explanation: 'Too many requests, try again in a second' },
      { kind: '500', label: '500', explanation: 'Internal server error, nothing was done' },
      { kind: '503', label: '503', explanation: 'The gateway says no, as a page of HTML' },
      {
        kind: '401-empty',
        label: 'Empty 401',
        explanation: 'A fault while looking at the key; the key is good',
      },
      {
        kind: 'refuse',
        label: 'Refuses a post',
        explanation: 'A 400 for the whole request, which does not say which post it is about',
      },
      {
        kind: 'refuse-by-name',
        label: 'Refuses a channel',
        explanation: 'A 400 for the whole request, with the name of the channel it is about',
      },
      { kind: 'slow', label: 'Slow', explanation: 'Two seconds late, then as usual' },
      { kind: 'hang', label: 'Hangs', explanation: 'Never answers, and does nothing' },
      {
        kind: 'reset-before',
        label: 'Connection lost',
        explanation: 'The connection breaks before the work is done',
      },
    ],
  },
  {
    title: 'Works, and does not say so',
    faults: [
      {
        kind: 'reset-after',
        label: 'Connection lost',
        explanation: 'The connection breaks after the work is done',
      },
      { kind: 'error-after', label: '500', explanation: 'Does the work, then answers 500' },
      {
        kind: 'html-504',
        label: '504',
        explanation: 'The gateway gives up first; the work is done a second later',
      },
      { kind: 'hang-after', label: 'Hangs', explanation: 'Does the work and never answers' },
      {
        kind: 'error-midway',
        label: 'Half',
        explanation: 'Of several posts makes the first half, then answers 500',
      },
    ],
  },
  {
    title: 'Publishing',
    faults: [
      { kind: 'error', label: 'Fails', explanation: 'Postiz says ERROR, and it is not live' },
      {
        kind: 'error-but-live',
        label: 'ERROR, yet live',
        explanation: 'Postiz says ERROR, but the post is out',
      },
      {
        kind: 'comment-error',
        label: 'Comment fails',
        explanation: 'The post is out, a comment under it is not, and the post is marked ERROR',
      },
      {
        kind: 'error-then-published',
        label: 'ERROR, then live',
        explanation: 'Says ERROR, and publishes two seconds later',
      },
      {
        kind: 'never-starts',
        label: 'Never starts',
        explanation: 'Stays queued for ever after a good answer',
      },
      {
        kind: 'slow-publish',
        label: 'Takes its time',
        explanation: 'Goes live five seconds later',
      },
      {
        kind: 'live-before-known',
        label: 'Learns it late',
        explanation: 'The post is out, and Postiz hears so from the platform five seconds later',
      },
    ],
  },
]
