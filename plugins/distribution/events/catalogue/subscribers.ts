import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { type SubscriberEvent, subscriberEvents } from '../../model/eventTypes.ts'
import { idOutput } from '../../operation.ts'
import { type EventKind, reason } from './eventKind.ts'

const summaries: Record<SubscriberEvent, string> = {
  suspended: 'A subscriber fails again and again; it is left alone, and tried now and then.',
  restored: 'A subscriber that was left alone takes events again.',
  disabled: 'A subscriber is sent nothing any more, until a person resumes it.',
  created: 'A subscriber was made.',
  changed: 'A subscriber is sent something else, or to another address, or is called otherwise.',
  secret_replaced: 'A subscriber was given a new secret.',
  paused: 'A person paused a subscriber.',
  resumed: 'A person lets a subscriber go on.',
  replayed: 'A subscriber is sent again what has happened.',
  redriven: 'Dead letters of a subscriber were given a new life.',
  deleted: 'A subscriber was removed.',
}

/** What becomes of those who are sent events, and what people do with them. */
export const subscribers = subscriberEvents.map(
  (type): EventKind => ({
    type: `distribution.subscriber.${type}`,
    schemaVersion: 1,
    summary: summaries[type],
    names: [],
    data: z.object({
      subscriber: idOutput,
      name: z.string(),
      host: z.string(),
      reason: reason.nullable(),
    }),
    example: {
      subscriber: exampleIds.subscriber,
      name: 'Dashboard',
      host: 'receiver.example',
      reason: null,
    },
  }),
)
