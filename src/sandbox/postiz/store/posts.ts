import type { Store } from './openStore.ts'

export type PostState = 'QUEUE' | 'PUBLISHED' | 'ERROR' | 'DRAFT'

export type PostRow = {
  id: string
  organisation: number
  integration: string
  parent: string | null
  position: number
  group: string
  state: PostState
  content: string
  settings: string
  image: string
  delay: number
  tags: string
  publish_date: number
  interval_in_days: number | null
  creation_method: string
  release_id: string | null
  release_url: string | null
  error: string | null
  created_at: number
  updated_at: number
  deleted_at: number | null
  fired_at: number | null
  run_at: number | null
  outcome: string | null
}

type SetByWorkflow =
  | 'release_id'
  | 'release_url'
  | 'error'
  | 'created_at'
  | 'updated_at'
  | 'deleted_at'
  | 'fired_at'
  | 'run_at'
  | 'outcome'

type NewRow = Omit<PostRow, SetByWorkflow> & { now: number }

/** Inserts, or updates the row of that id, whichever organisation it belongs to, as Postiz does. */
export function writePost(store: Store, row: NewRow): void {
  store.run(
    `insert into posts
       (id, organisation, integration, parent, position, "group", state, content, settings, image,
        delay, tags, publish_date, interval_in_days, creation_method, created_at, updated_at)
     values
       (:id, :organisation, :integration, :parent, :position, :group, :state, :content, :settings,
        :image, :delay, :tags, :publish_date, :interval_in_days, :creation_method, :now, :now)
     on conflict (id) do update set
       integration = excluded.integration, "group" = excluded."group", state = excluded.state,
       content = excluded.content, settings = excluded.settings, image = excluded.image,
       delay = excluded.delay, tags = excluded.tags, publish_date = excluded.publish_date,
       interval_in_days = excluded.interval_in_days, updated_at = excluded.updated_at,
       deleted_at = null`,
    row,
  )
}

export function existsPost(store: Store, id: string): boolean {
  return store.get('select 1 from posts where id = :id', { id }) !== undefined
}

/** A root post of an organisation, not deleted. */
export function findPost(store: Store, organisation: number, id: string): PostRow | undefined {
  return store.get<PostRow>(
    `select * from posts
     where id = :id and organisation = :organisation and deleted_at is null and parent is null`,
    { id, organisation },
  )
}

export function findAnyPost(store: Store, id: string): PostRow | undefined {
  return store.get<PostRow>(
    'select * from posts where id = :id and deleted_at is null and parent is null',
    { id },
  )
}

export function listComments(store: Store, parent: string): PostRow[] {
  return store.all<PostRow>(
    'select * from posts where parent = :parent and deleted_at is null order by position',
    { parent },
  )
}

export type ListedPost = PostRow & { identifier: string; name: string; picture: string }

type Range = { organisation: number; from: number; to: number; group: string | null }

const listed = `
  select posts.*, integrations.identifier, integrations.name, integrations.picture
  from posts
  join integrations on integrations.id = posts.integration
  where posts.organisation = :organisation and posts.parent is null
    and posts.deleted_at is null and integrations.deleted_at is null
    and (:group is null or integrations."group" = :group)`

/** Both bounds belong to it; repeating posts are always in. */
export function listPostsByDate(store: Store, { from, to, ...of }: Range): ListedPost[] {
  // Two statements, since an `or` would look at every post of the organisation.
  const once = store.all<ListedPost>(
    `${listed} and publish_date between :from and :to and interval_in_days is null`,
    { ...of, from, to },
  )
  return [...once, ...store.all<ListedPost>(`${listed} and interval_in_days is not null`, of)]
}

/** Of any organisation, as Postiz does. */
export function deleteGroup(store: Store, group: string, now: number): void {
  store.run(
    `update posts set deleted_at = :now, run_at = null
     where "group" = :group and deleted_at is null`,
    { group, now },
  )
}

type OwnGroup = { organisation: number; group: string; now: number }

export function deleteOwnGroup(store: Store, args: OwnGroup): void {
  store.run(
    `update posts set deleted_at = :now, run_at = null
     where "group" = :group and organisation = :organisation and deleted_at is null`,
    args,
  )
}

type NewSettings = { id: string; settings: string; publishDate: number; now: number }

export function changeSettings(store: Store, args: NewSettings): void {
  store.run(
    `update posts set settings = :settings, publish_date = :publishDate, updated_at = :now
     where id = :id`,
    args,
  )
}

type NewReleaseId = { id: string; releaseId: string; now: number }

export function changeReleaseId(store: Store, args: NewReleaseId): void {
  store.run('update posts set release_id = :releaseId, updated_at = :now where id = :id', args)
}

export function isSlotTaken(store: Store, integration: string, at: number): boolean {
  return (
    store.get(
      `select 1 from posts
       where integration = :integration and publish_date = :at and deleted_at is null`,
      { integration, at },
    ) !== undefined
  )
}
