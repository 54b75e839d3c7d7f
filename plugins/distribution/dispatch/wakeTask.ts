import { isDirect } from '../model/channel.ts'
import { isWaitingForMedia } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'

/** The slugs of all tasks, few and stable: each is a value of an enum in the database. */
export const taskSlugs = {
  render: 'render-media',
  late: 'decide-late-media',
  stage: 'stage',
  post: 'post-to-socials',
  notify: 'notify-mobile-app',
  deliver: 'deliver',
  confirm: 'confirm',
  reconcile: 'reconcile',
} as const

/** The slug of the task that takes away drafts that nobody owns any more; it is of a tenant, not of a delivery. */
export const sweepSlug = 'sweep-drafts'

/** The slug of the task that looks at a tenant's network plans while they run. */
export const watchSlug = 'watch-plans'

/** The slugs of the tasks that plan the day of a tenant's series, and fly them. */
export const seriesSlugs = { plan: 'plan-flights', fly: 'fly-series' } as const

export type Wake = {
  slug: (typeof taskSlugs)[keyof typeof taskSlugs]
  queue: 'media-processing' | 'distribution'
  /** Whether one job may wake many deliveries of a tenant. */
  isShared: boolean
  /**
   * What the job leans on: a tenant's Postiz for what is fired, the same for what is slow, the push service, and the
   * receiver of one channel.
   */
  resource: 'fire' | 'slow' | 'push' | 'receiver' | undefined
}

const fire: Wake = {
  slug: taskSlugs.post,
  queue: 'distribution',
  isShared: true,
  resource: 'fire',
}

const notify: Wake = {
  slug: taskSlugs.notify,
  queue: 'distribution',
  isShared: true,
  resource: 'push',
}

const deliver: Wake = {
  slug: taskSlugs.deliver,
  queue: 'distribution',
  isShared: true,
  resource: 'receiver',
}

/** The job by which a delivery of a kind of channel goes out. */
const goOut = (kind: string): Wake => {
  if (kind === 'manual') return notify
  return isDirect(kind) ? deliver : fire
}

const slow = (slug: Wake['slug'], isShared: boolean): Wake => ({
  slug,
  queue: 'distribution',
  isShared,
  resource: 'slow',
})

const render: Wake = {
  slug: taskSlugs.render,
  queue: 'media-processing',
  isShared: false,
  resource: undefined,
}

/** The job of a row whose pictures or videos should have been made by now: not in the queue that makes them, which is behind. */
export const lateWake: Wake = slow(taskSlugs.late, false)

/** Which job a row wants when it wakes; undefined where waking it was enough. */
export const wakeTask = (
  row: Pick<DeliveryRow, 'state' | 'kind' | 'reason_code'>,
  isDue: boolean,
): Wake | undefined => {
  switch (row.state) {
    case 'held':
      return isWaitingForMedia(row) ? render : undefined
    case 'scheduled':
      if (isDue) return goOut(row.kind)
      return row.kind === 'postiz' ? slow(taskSlugs.stage, true) : undefined
    case 'queued':
      return goOut(row.kind)
    case 'submitted':
    // Its comments should be out by now.
    case 'published':
      return slow(taskSlugs.confirm, true)
    case 'unknown':
      return slow(taskSlugs.reconcile, false)
    // A manager is told of an "I did post" that came after the deadline.
    case 'expired':
    case 'awaiting_human':
      return notify
    default:
      return undefined
  }
}

/** The task that tries letters about claims of a tenant again. */
export const claimLettersSlug = 'try-claim-letters'
