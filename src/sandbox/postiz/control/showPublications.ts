import { type Answer, json } from '../http/answer.ts'
import {
  countPublications,
  listPublications,
  listPublishedTwice,
  listSameContent,
} from '../store/publications.ts'
import type { ControlCall } from './controlCall.ts'
import { readFilter } from './readFilter.ts'

/** Everything that went live, with what went live more than once. */
export function showPublications({ sandbox, query }: ControlCall): Answer {
  const { store } = sandbox
  const filter = readFilter(query)
  const { organisation, integration, since } = filter
  const matching = { organisation, integration, since }
  const twice = listPublishedTwice(store, matching)
  const sameContent = listSameContent(store, matching)
  return json(200, {
    counts: {
      ...countPublications(store, matching),
      publishedTwice: twice.length,
      sameContent: sameContent.length,
    },
    twice,
    sameContent,
    publications: listPublications(store, filter),
  })
}
