import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import type { FlightEvent } from '../../model/eventTypes.ts'
import { idOutput } from '../../operation.ts'
import { type EventKind, instant, reason, reasonCode } from './eventKind.ts'

const kinds: Record<
  FlightEvent,
  Pick<EventKind, 'summary' | 'names' | 'example'> & { data: z.ZodRawShape }
> = {
  took_off: {
    summary: 'The next item of a series is on its way to its channels.',
    names: ['plan'],
    data: {
      item: z.string(),
      title: z.string(),
      post: idOutput.meta({ isId: true, description: 'The post that the item is.' }),
      channels: z.array(idOutput),
      redriven: z
        .array(idOutput)
        .meta({ description: 'Deliveries that failed before and go out again.' }),
      tries: z.int().meta({ description: 'How often it came back before.' }),
    },
    example: {
      ...{ item: '318', title: 'Hammerhead shark', post: exampleIds.post },
      ...{ channels: [exampleIds.channel], redriven: [], tries: 0 },
    },
  },
  flown: {
    summary: 'An item of a series is out on the channels to which it was sent.',
    names: [],
    data: { item: z.string(), channels: z.array(idOutput) },
    example: { item: '318', channels: [exampleIds.channel] },
  },
  came_back: {
    summary: 'An item of a series did not get out; it is sent again later.',
    names: [],
    data: { item: z.string(), reasonCode, reason, againAt: instant, tries: z.int() },
    example: {
      ...{ item: '318', reasonCode: 'WEBHOOK_FAILED', reason: 'The receiver answered 503.' },
      ...{ againAt: '2026-11-23T09:12:00.000Z', tries: 1 },
    },
  },
  dropped: {
    summary:
      'A flight that came back leaves its item, which cannot go where it failed any more, and takes the next one.',
    names: [],
    data: { item: z.string(), title: z.string(), reasonCode, reason },
    example: {
      ...{ item: '318', title: 'Hammerhead shark', reasonCode: 'ITEM_GONE' },
      reason: 'It is no more in the source of its series.',
    },
  },
  set_aside: {
    summary: 'An item of a series cannot fly. It waits for a person, and the next one flies.',
    names: [],
    data: { item: z.string(), title: z.string(), reasonCode, reason },
    example: {
      ...{ item: '318', title: 'Hammerhead shark', reasonCode: 'ITEM_IMAGE_MISSING' },
      reason: 'Its picture "sharks/hammerhead.png" is not there.',
    },
  },
  skipped: {
    summary: 'A flight ended without an item: its series is paused, or has nothing to bring.',
    names: [],
    data: { reasonCode, reason },
    example: { reasonCode: 'NOTHING_LEFT', reason: 'All of its items have gone out.' },
  },
}

/** Of the flights of evergreen series. */
export const flights: EventKind[] = (Object.keys(kinds) as FlightEvent[]).map((what) => ({
  type: `distribution.flight.${what}`,
  schemaVersion: 1,
  summary: kinds[what].summary,
  names: kinds[what].names,
  data: z.object({
    flight: z.string(),
    series: idOutput.meta({ isId: true, description: 'The id of the series.' }),
    collection: z.string().nullable().meta({ description: 'The slug of the series.' }),
    ...kinds[what].data,
  }),
  example: {
    ...{ flight: '1204', series: exampleIds.series, collection: 'sharks' },
    ...kinds[what].example,
  },
}))
