import type { Store } from './openStore.ts'

export type Notification = {
  id: number
  content: string
  link: string | null
  created_at: number
}

type NewNotification = {
  organisation: number
  content: string
  link: string | null
  now: number
}

export function addNotification(store: Store, notification: NewNotification): void {
  store.run(
    `insert into notifications (organisation, content, link, created_at)
     values (:organisation, :content, :link, :now)`,
    notification,
  )
}

type Page = { organisation: number; offset: number; limit: number }

/** Newest first. */
export function listNotifications(store: Store, page: Page): Notification[] {
  return store.all<Notification>(
    `select id, content, link, created_at from notifications
     where organisation = :organisation order by id desc limit :limit offset :offset`,
    page,
  )
}

export function countNotifications(store: Store, organisation: number): number {
  return store.get<{ total: number }>(
    'select count(*) as total from notifications where organisation = :organisation',
    { organisation },
  )!.total
}
