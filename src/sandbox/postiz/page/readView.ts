import type { SetFault } from '../faults/openFaultBox.ts'
import type { Sandbox } from '../sandbox.ts'
import { type ChannelRow, listAllIntegrations } from '../store/integrations.ts'
import { readLimit } from '../store/limits.ts'
import { listOrganisations } from '../store/organisations.ts'
import type { PostState } from '../store/posts.ts'
import {
  countPublications,
  listPublishedTwice,
  type PublicationCounts,
  type PublicationFilter,
  type PublishedTwice,
  typicalLateness,
} from '../store/publications.ts'
import { countRequests } from '../store/requests.ts'
import {
  countPostsByState,
  listFailedPosts,
  listWaitingPosts,
  type WaitingPost,
} from '../store/waiting.ts'
import { durationText } from './markupOf.ts'

const listed = 6

/** What the upper part of the page shows. */
export type View = {
  organisations: string[]
  counts: PublicationCounts
  twice: PublishedTwice[]
  states: Record<PostState, number>
  waiting: WaitingPost[]
  failed: WaitingPost[]
  typicalLateness: string
  requests: { total: number; budgets: { name: string; used: number; limit: number }[] }
  faults: SetFault[]
  channels: ChannelRow[]
}

export function readView(sandbox: Sandbox, filter: PublicationFilter): View {
  const { store, limit } = sandbox
  const { organisation, integration } = filter
  const matching = { organisation, integration, since: 0 }
  const organisations = listOrganisations(store)
  const chosen = organisations.find(({ name }) => name === organisation)?.id ?? null
  const states = { QUEUE: 0, DRAFT: 0, ERROR: 0, PUBLISHED: 0 }
  for (const { state, count } of countPostsByState(store, { organisation: chosen, integration }))
    states[state] = count
  const lateness = typicalLateness(store, matching)
  return {
    organisations: organisations.map(({ name }) => name),
    counts: countPublications(store, matching),
    twice: listPublishedTwice(store, matching),
    states,
    waiting: listWaitingPosts(store, { organisation: chosen, integration, limit: listed }),
    failed: listFailedPosts(store, { organisation: chosen, integration, limit: listed }),
    typicalLateness: lateness === null ? '–' : durationText(lateness),
    requests: {
      total: countRequests(store),
      budgets: organisations.map(({ id, name }) => {
        const { hits, window_ends } = readLimit(store, id)
        const used = window_ends > sandbox.now() ? Math.min(hits, limit.perHour) : 0
        return { name, used, limit: limit.perHour }
      }),
    },
    faults: sandbox.faults.list(),
    channels: listAllIntegrations(store),
  }
}
