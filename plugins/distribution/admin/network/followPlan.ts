import { deliveryStates } from '../../model/states.ts'
import { groupsOf } from '../plans/tellPlan.ts'
import type { MapPoint } from './mapPoint.ts'

/** A delivery of a plan as `distribution.progress` answers with it, as far as the page shows it. */
export type Progress = {
  id: string | number
  channel: string | number
  channelName: string
  platform: string
  timezone: string
  state: string
  reason: string | null
  scheduledAt: string
  nextAttemptAt: string | null
  executedAt: string | null
  plannedAt: string
  externalUrl: string | null
  isPeak: boolean
  isLead: boolean
}

const ofDelivery = 'distribution.delivery.'

/** What the page of a plan listens to. */
export const planEvents = [
  ...deliveryStates.map((state) => `${ofDelivery}${state}`),
  'distribution.delivery.rescheduled',
  'distribution.plan.alert',
  'distribution.plan.paused',
  'distribution.plan.resumed',
  'distribution.plan.halted',
  'distribution.plan.completed',
] as const

/** An event of the stream, as far as it changes what is shown. */
type Said = {
  type?: string
  occurredAt?: string
  delivery?: string
  data?: { to?: string; reason?: string | null; scheduledAt?: string; externalUrl?: string | null }
}

const isLive = (state: string) => state === 'published' || state === 'dispatched'

/** Whether an event says that something has another time, which it does not name: that has to be read. */
export const movesTimes = (said: unknown): boolean => {
  const { type, data } = (said ?? {}) as Said
  return type === 'distribution.delivery.rescheduled' || data?.to === 'scheduled'
}

/** The deliveries after an event; the same list where it is about none of them. */
export const withEvent = (deliveries: Progress[], said: unknown): Progress[] => {
  const { delivery, data, occurredAt } = (said ?? {}) as Said
  const index = deliveries.findIndex(({ id }) => String(id) === delivery)
  const known = deliveries[index]
  const to = deliveryStates.find((state) => state === data?.to)
  if (!known || !data || to === undefined) return deliveries
  const executedAt =
    isLive(to) && known.executedAt === null && occurredAt ? occurredAt : known.executedAt
  return deliveries.with(index, {
    ...known,
    state: to,
    reason: data.reason ?? null,
    scheduledAt: data.scheduledAt ? new Date(data.scheduledAt).toISOString() : known.scheduledAt,
    externalUrl: data.externalUrl ?? known.externalUrl,
    executedAt,
  })
}

const points = new WeakMap<Progress, MapPoint>()

/** A delivery as the map shows it: where it went out, else where it is to go. The same delivery is always the same point. */
export const toPoint = (one: Progress): MapPoint => {
  const point = points.get(one) ?? makePoint(one)
  points.set(one, point)
  return point
}

const makePoint = (one: Progress): MapPoint => ({
  id: String(one.channel),
  name: one.channelName,
  platform: one.platform,
  timezone: one.timezone,
  at: one.executedAt ?? one.nextAttemptAt ?? one.scheduledAt,
  plannedAt: one.plannedAt,
  state: one.state,
  reason: one.reason,
  isPeak: one.isPeak,
  isLead: one.isLead,
  externalUrl: one.externalUrl,
})

/** States in which something stands still, what needs a person first. */
const stuckStates = ['unknown', 'failed', 'expired', 'awaiting_human', 'held']

export type Stuck = { state: string; reason: string; names: string[] }

/** What does not go on, and why: those with the same reason together. */
export const findStuck = (deliveries: Progress[]): Stuck[] => {
  const stuck = deliveries.filter(({ state }) => stuckStates.includes(state))
  return [...Map.groupBy(stuck, ({ state, reason }) => `${state} ${reason}`).values()]
    .flatMap((own) => {
      const [first] = own
      if (!first) return []
      const names = own.map(({ channelName }) => channelName)
      return [{ state: first.state, reason: first.reason ?? 'No reason is known.', names }]
    })
    .toSorted((a, b) => stuckStates.indexOf(a.state) - stuckStates.indexOf(b.state))
}

/** "41 of 100 are out, 57 to come, 2 failed." */
export const tellProgress = (counts: Record<string, number>): string => {
  const { live: out, failed, cancelled } = groupsOf(counts)
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0)
  const coming = all - out - failed - cancelled
  return `${[
    `${out} of ${all} ${out === 1 ? 'is' : 'are'} out`,
    ...(coming > 0 ? [`${coming} to come`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
  ].join(', ')}.`
}
