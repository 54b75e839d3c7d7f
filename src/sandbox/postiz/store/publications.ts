import type { MediaItem } from '../rules/checkMedia.ts'
import type { Store } from './openStore.ts'

type Row = {
  seq: number
  post: string
  organisation: string
  integration: string
  name: string | null
  identifier: string | null
  picture: string | null
  profile: string | null
  sent: string
  text: string
  media: string
  comments: string
  comments_to_come: number
  settings: string
  publish_date: number
  fired_at: number
  published_at: number
  release_id: string
  release_url: string
  outcome: string
  nth: number
}

/** What was written under a post, or after it in its thread. */
export type PublishedComment = {
  /** As a reader of the platform sees it. */
  text: string
  /** As the platform's API got it. */
  sent: string
  media: MediaItem[]
  /** After what goes before it. */
  delayMinutes: number
  publishedAt: string
  releaseURL: string
}

/** One time that something went live. Dates are ISO 8601, UTC. */
export type Publication = {
  seq: number
  postId: string
  /** Name of the organisation. */
  organisation: string
  integration: {
    id: string
    name: string
    identifier: string
    picture: string
    profile: string
  }
  /** As a reader of the platform sees it. */
  text: string
  /** As the platform's API got it. */
  sent: string
  media: MediaItem[]
  /** Those that are written, in their order. */
  comments: PublishedComment[]
  /** How many are still to be written. */
  commentsToCome: number
  settings: Record<string, unknown>
  publishDate: string
  /** When it was switched on or created to be published. */
  firedAt: string
  publishedAt: string
  /** From the publish date to the publication. */
  lateMs: number
  releaseId: string
  releaseURL: string
  /** ERROR: it is live, and Postiz does not know. */
  outcome: 'PUBLISHED' | 'ERROR'
  /** 1, unless this post went live before. */
  nth: number
}

type NewPublication = {
  post: string
  organisation: number
  integration: string
  sent: string
  text: string
  media: string
  settings: string
  publishDate: number
  firedAt: number
  publishedAt: number
  releaseId: string
  releaseUrl: string
  outcome: 'PUBLISHED' | 'ERROR'
}

export function addPublication(store: Store, publication: NewPublication): void {
  store.run(
    `insert into publications
       (post, organisation, integration, sent, text, media, comments, settings, publish_date,
        fired_at, published_at, release_id, release_url, outcome)
     values
       (:post, :organisation, :integration, :sent, :text, :media, '[]', :settings,
        :publishDate, :firedAt, :publishedAt, :releaseId, :releaseUrl, :outcome)`,
    publication,
  )
}

type Latest = { post: string }

const latest = '(select max(seq) from publications where post = :post)'

/** Under the newest publication of a post. */
export function addComment(store: Store, args: Latest & { comment: PublishedComment }): void {
  store.run(
    `update publications set comments = json_insert(comments, '$[#]', json(:comment))
     where seq = ${latest}`,
    { post: args.post, comment: JSON.stringify(args.comment) },
  )
}

/** What Postiz says of the newest publication of a post. */
export function markPublication(
  store: Store,
  args: Latest & { outcome: Publication['outcome'] },
): void {
  store.run(`update publications set outcome = :outcome where seq = ${latest}`, args)
}

export type PublicationFilter = {
  /** Name of the organisation. */
  organisation: string | null
  /** Id of the integration. */
  integration: string | null
  /** Epoch ms, of the publication. */
  since: number
  /** Only later ones than this. */
  after: number
  /** Only earlier ones than this. */
  before: number
  limit: number
  /** Newest first, else oldest first. */
  isNewestFirst: boolean
}

const matching = `
  (:organisation is null or organisations.name = :organisation)
  and (:integration is null or publications.integration = :integration)
  and published_at >= :since`

const columns = `
  publications.*, organisations.name as organisation,
  integrations.name, identifier, picture, profile,
  (select count(*) from publications as earlier
   where earlier.post = publications.post and earlier.seq <= publications.seq) as nth,
  (select case when count(run_at) = 0 then 0
     else count(*) - json_array_length(publications.comments) end
   from posts where parent = publications.post and deleted_at is null) as comments_to_come
  from publications
  join organisations on organisations.id = publications.organisation
  left join integrations on integrations.id = publications.integration`

export function listPublications(store: Store, filter: PublicationFilter): Publication[] {
  const { isNewestFirst, ...parameters } = filter
  const rows = store.all<Row>(
    `select ${columns} where ${matching} and seq > :after and seq < :before
     order by seq ${isNewestFirst ? 'desc' : 'asc'} limit :limit`,
    parameters,
  )
  return rows.map(toPublication)
}

/** Sequence number of the newest one, or 0. */
export function lastPublication(store: Store): number {
  return store.get<{ seq: number }>('select coalesce(max(seq), 0) as seq from publications')!.seq
}

export function findPublicationByRelease(store: Store, releaseId: string): Publication | null {
  const row = store.get<Row>(
    `select ${columns} where release_id = :releaseId order by seq desc limit 1`,
    { releaseId },
  )
  return row ? toPublication(row) : null
}

export type PublicationCounts = {
  publications: number
  posts: number
  /** Live, though Postiz says ERROR. */
  liveDespiteError: number
}

type Matching = Pick<PublicationFilter, 'organisation' | 'integration' | 'since'>

export function countPublications(store: Store, filter: Matching): PublicationCounts {
  return store.get<PublicationCounts>(
    `select count(*) as publications, count(distinct post) as posts,
       coalesce(sum(outcome = 'ERROR'), 0) as liveDespiteError
     from publications join organisations on organisations.id = publications.organisation
     where ${matching}`,
    filter,
  )!
}

/** Median, in ms, of the last hundred; null where there is none. */
export function typicalLateness(store: Store, filter: Matching): number | null {
  const rows = store.all<{ late: number }>(
    `select published_at - publish_date as late
     from publications join organisations on organisations.id = publications.organisation
     where ${matching} order by seq desc limit 100`,
    filter,
  )
  const sorted = rows.map(({ late }) => late).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

export type PublishedTwice = { postId: string; integration: string; times: number }

/** Posts that went live more than once. */
export function listPublishedTwice(store: Store, filter: Matching): PublishedTwice[] {
  return store.all<PublishedTwice>(
    `select post as postId, integration, count(*) as times
     from publications join organisations on organisations.id = publications.organisation
     where ${matching} group by post having count(*) > 1 order by post`,
    filter,
  )
}

export type SameContent = { integration: string; text: string; times: number; postIds: string[] }

/** Texts with the same media that one channel has more than once, under whichever post ids. */
export function listSameContent(store: Store, filter: Matching): SameContent[] {
  const rows = store.all<Omit<SameContent, 'postIds'> & { posts: string }>(
    `select integration, text, count(*) as times, json_group_array(post) as posts
     from publications join organisations on organisations.id = publications.organisation
     where ${matching} group by integration, text, media having count(*) > 1`,
    filter,
  )
  return rows.map(({ posts, ...row }) => ({
    ...row,
    postIds: [...new Set<string>(JSON.parse(posts))],
  }))
}

function toPublication(row: Row): Publication {
  return {
    seq: row.seq,
    postId: row.post,
    organisation: row.organisation,
    integration: {
      id: row.integration,
      name: row.name ?? row.integration,
      identifier: row.identifier ?? '',
      picture: row.picture ?? '',
      profile: row.profile ?? '',
    },
    text: row.text,
    sent: row.sent,
    media: JSON.parse(row.media),
    comments: JSON.parse(row.comments),
    commentsToCome: row.comments_to_come,
    settings: JSON.parse(row.settings),
    publishDate: new Date(row.publish_date).toISOString(),
    firedAt: new Date(row.fired_at).toISOString(),
    publishedAt: new Date(row.published_at).toISOString(),
    lateMs: row.published_at - row.publish_date,
    releaseId: row.release_id,
    releaseURL: row.release_url,
    outcome: row.outcome as Publication['outcome'],
    nth: row.nth,
  }
}
