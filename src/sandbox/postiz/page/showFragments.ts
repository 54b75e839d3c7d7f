import type { ControlCall } from '../control/controlCall.ts'
import { readFilter } from '../control/readFilter.ts'
import { type Answer, html, json } from '../http/answer.ts'
import { listPublications } from '../store/publications.ts'
import { readView } from './readView.ts'
import { renderCard } from './renderCard.ts'
import { renderOverview } from './renderOverview.ts'
import { cardsPerPage } from './renderPage.ts'
import { renderSwitches } from './renderSwitches.ts'

/** The page's upper part anew. */
export function showOverview({ sandbox, query }: ControlCall): Answer {
  const view = readView(sandbox, readFilter(query))
  return json(200, { overview: renderOverview(view), switches: renderSwitches(view) })
}

/** Cards before or after a sequence number, newest first. */
export function showCards({ sandbox, query }: ControlCall): Answer {
  const { store } = sandbox
  const publications = listPublications(store, {
    ...readFilter(query),
    isNewestFirst: true,
    limit: cardsPerPage,
  })
  return html(200, publications.map((publication) => renderCard({ store, publication })).join(''))
}
