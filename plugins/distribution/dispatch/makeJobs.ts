import type { NewJob } from 'postyard/durable-jobs'
import { later } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { Wake } from './wakeTask.ts'

export type Waking = {
  row: Pick<DeliveryRow, 'id' | 'state' | 'tenant_id' | 'channel_id'>
  wake: Wake
  at: Date
}

/** As many deliveries are fired side by side by one job. */
const mostTogether = 100

/** Deliveries of one second share a job where they follow one another as closely as this, in milliseconds. */
const closeMs = 250

/** What a job leans on, named so that jobs which lean on the same have the same name. */
const resourceOf = ({ row, wake: { resource } }: Waking): string | undefined => {
  if (resource === undefined || resource === 'push') return resource
  // A receiver that hangs keeps no other channel of its client.
  return `${resource} ${resource === 'receiver' ? row.channel_id : row.tenant_id}`
}

/** What is told without delay, and not whenever there is time. */
const urgent: readonly Wake['resource'][] = ['fire', 'push', 'receiver']

const secondOf = (at: Date): number => Math.floor(at.getTime() / 1_000)

/** Parts what wakes at about the same moment: one second, no long pause within it, no more than one job can take. */
const splitByMoment = (wakings: Waking[]): Waking[][] => {
  const parts: Waking[][] = []
  for (const waking of wakings.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const part = parts.at(-1)
    const last = part?.at(-1)
    const isClose =
      part !== undefined &&
      last !== undefined &&
      part.length < mostTogether &&
      secondOf(last.at) === secondOf(waking.at) &&
      waking.at.getTime() - last.at.getTime() <= closeMs
    if (isClose) part.push(waking)
    else parts.push([waking])
  }
  return parts
}

/**
 * The jobs that wake these deliveries, each at its moment and none before `now`. Those of a tenant that fall due
 * together are one job where their task can take many; it begins when the first of them is due.
 *
 * A job carries ids only. Its tenant is its group, so that tenants share the slots fairly; firing goes before what is
 * slow and leans on a resource of its own, so that one tenant's slow Postiz keeps neither others nor its own firing.
 */
export const makeJobs = (wakings: Waking[], now: Date): NewJob[] => {
  const inTime = wakings.map((one) => ({ ...one, at: later(one.at, now) }))
  const groups = Map.groupBy(
    inTime,
    (one) => `${one.wake.slug} ${one.row.tenant_id} ${resourceOf(one)}`,
  )
  return [...groups.values()].flatMap((group) => {
    const parts = group[0]?.wake.isShared ? splitByMoment(group) : group.map((one) => [one])
    return parts.flatMap((part) => {
      const [first] = part
      if (!first) return []
      const { row, wake, at } = first
      const tenant = row.tenant_id
      const { isShared, resource } = wake
      return {
        task: wake.slug,
        queue: wake.queue,
        input: isShared
          ? { tenant, deliveries: part.map((one) => one.row.id) }
          : { tenant, delivery: row.id },
        waitUntil: at,
        group: String(tenant),
        resource: resourceOf(first),
        urgent: urgent.includes(resource),
      }
    })
  })
}
