import { isWaitingForMedia } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'

/** The slugs of all tasks, few and stable: each is a value of an enum in the database. */
export const taskSlugs = {
  render: 'render-media',
  stage: 'stage',
  post: 'post-to-socials',
  notify: 'notify-mobile-app',
  confirm: 'confirm',
  reconcile: 'reconcile',
} as const

type Wake = {
  slug: (typeof taskSlugs)[keyof typeof taskSlugs]
  queue: 'media-processing' | 'distribution'
}

/** Which job a row wants when it wakes; undefined where waking it was enough. */
export const wakeTask = (
  row: Pick<DeliveryRow, 'state' | 'kind' | 'reason_code'>,
  isDue: boolean,
): Wake | undefined => {
  const distribution = (slug: Wake['slug']): Wake => ({ slug, queue: 'distribution' })
  switch (row.state) {
    case 'held':
      return isWaitingForMedia(row)
        ? { slug: taskSlugs.render, queue: 'media-processing' }
        : undefined
    case 'scheduled':
      if (isDue) return distribution(row.kind === 'manual' ? taskSlugs.notify : taskSlugs.post)
      return row.kind === 'postiz' ? distribution(taskSlugs.stage) : undefined
    case 'queued':
      return distribution(row.kind === 'manual' ? taskSlugs.notify : taskSlugs.post)
    case 'submitted':
      return distribution(taskSlugs.confirm)
    case 'unknown':
      return distribution(taskSlugs.reconcile)
    case 'awaiting_human':
      return distribution(taskSlugs.notify)
    default:
      return undefined
  }
}
