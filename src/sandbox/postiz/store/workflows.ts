import type { Store } from './openStore.ts'
import type { PostRow, PostState } from './posts.ts'

type Change = {
  id: string
  state: PostState
  /** Epoch ms at which the workflow goes on; null where none is to run. */
  runAt: number | null
  firedAt: number | null
  now: number
}

/** Replaces the post's running workflow, with the comments that were still to come. Keeps an old release id and URL, as Postiz does. */
export function replaceWorkflow(store: Store, change: Change): void {
  store.run(
    `update posts set state = :state, run_at = :runAt, outcome = null, updated_at = :now,
       fired_at = coalesce(:firedAt, fired_at)
     where id = :id`,
    change,
  )
  store.run('update posts set run_at = null where parent = :id', { id: change.id })
}

export function listDuePosts(store: Store, now: number, limit: number): PostRow[] {
  return store.all<PostRow>(
    'select * from posts where run_at <= :now order by run_at, rowid limit :limit',
    { now, limit },
  )
}

/** Epoch ms at which the next workflow goes on, or null. */
export function nextRunAt(store: Store): number | null {
  return store.get<{ at: number | null }>(
    'select min(run_at) as at from posts where run_at is not null',
  )!.at
}

type End = {
  id: string
  state: PostState
  releaseId: string | null
  releaseUrl: string | null
  error: string | null
  /** Not null where the workflow only pauses. */
  runAt: number | null
  outcome: string | null
  now: number
}

export function writeOutcome(store: Store, end: End): void {
  store.run(
    `update posts set state = :state, error = :error, run_at = :runAt, outcome = :outcome,
       updated_at = :now, release_id = coalesce(:releaseId, release_id),
       release_url = coalesce(:releaseUrl, release_url)
     where id = :id`,
    end,
  )
}

type Delay = { id: string; runAt: number; outcome: string | null }

export function delayWorkflow(store: Store, delay: Delay): void {
  store.run('update posts set run_at = :runAt, outcome = :outcome where id = :id', delay)
}

/** QUEUE posts of the last two days for which no workflow is running. */
export function listForgottenPosts(store: Store, now: number): PostRow[] {
  return store.all<PostRow>(
    `select * from posts
     where state = 'QUEUE' and run_at is null and parent is null and deleted_at is null
       and publish_date between :from and :now`,
    { from: now - 2 * 86_400_000, now },
  )
}
