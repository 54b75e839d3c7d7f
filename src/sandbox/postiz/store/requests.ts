import type { Store } from './openStore.ts'

type Seen = {
  /** 0 where no organisation was named. */
  organisation: number
  method: string
  route: string
  /** 0 where no answer was sent. */
  status: number
  /** The fault that struck, or ''. */
  fault: string
}

export function rememberRequest(store: Store, seen: Seen): void {
  store.run(
    `insert into requests (organisation, method, route, status, fault, count)
     values (:organisation, :method, :route, :status, :fault, 1)
     on conflict do update set count = count + 1`,
    seen,
  )
}

export type RequestCount = {
  organisation: string | null
  method: string
  route: string
  status: number
  fault: string
  count: number
}

export function listRequestCounts(store: Store): RequestCount[] {
  return store.all<RequestCount>(
    `select organisations.name as organisation, method, route, status, fault, count
     from requests left join organisations on organisations.id = requests.organisation
     order by organisation, route, method, status, fault`,
  )
}

export function countRequests(store: Store): number {
  return store.get<{ total: number }>('select coalesce(sum(count), 0) as total from requests')!
    .total
}
