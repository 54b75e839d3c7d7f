import { eventTypes } from '../../model/eventTypes.ts'
import { audit } from './audit.ts'
import { claims } from './claims.ts'
import { deliveries } from './deliveries.ts'
import type { EventKind } from './eventKind.ts'
import { flights } from './flights.ts'
import { outcomes } from './outcomes.ts'
import { records } from './records.ts'
import { series } from './series.ts'
import { subscribers } from './subscribers.ts'
import { tasks } from './tasks.ts'

const byType = new Map(
  [
    ...outcomes,
    ...deliveries,
    ...records,
    ...tasks,
    ...subscribers,
    ...series,
    ...flights,
    ...claims,
    ...audit,
  ].map((one) => [one.type, one]),
)

/** Every type of event with its schema, in the order of the list of types. */
export const catalogue: readonly EventKind[] = eventTypes.flatMap((type) => byType.get(type) ?? [])

/** Whether a filter, a type or a beginning with `*` behind it, lets any type through. */
export const isOfSome = (filter: string): boolean =>
  filter.endsWith('*')
    ? eventTypes.some((type) => type.startsWith(filter.slice(0, -1)))
    : (eventTypes as readonly string[]).includes(filter)

export type { EventKind }
