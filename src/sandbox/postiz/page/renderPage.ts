import type { Sandbox } from '../sandbox.ts'
import {
  findPublicationByRelease,
  listPublications,
  type PublicationFilter,
} from '../store/publications.ts'
import { escapeHtml } from './markupOf.ts'
import { readView, type View } from './readView.ts'
import { renderCard } from './renderCard.ts'
import { renderOverview } from './renderOverview.ts'
import { renderSwitches } from './renderSwitches.ts'

export const cardsPerPage = 48

const styles = ['base', 'overview', 'switches', 'wall', 'card']

type Args = {
  sandbox: Sandbox
  filter: PublicationFilter
  /** Id that the platform gave to a publication whose link was followed. */
  releaseId: string | null
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%235b4bd6'/%3E%3Cg fill='%23fff'%3E%3Crect x='7' y='7' width='8' height='11' rx='2.5'/%3E%3Crect x='17' y='7' width='8' height='7' rx='2.5'/%3E%3Crect x='7' y='20' width='8' height='5' rx='2.5'/%3E%3Crect x='17' y='16' width='8' height='9' rx='2.5'/%3E%3C/g%3E%3C/svg%3E"

/** The whole page; it is complete without its script, which keeps it up to date. */
export function renderPage({ sandbox, filter, releaseId }: Args): string {
  const view = readView(sandbox, filter)
  const publications = listPublications(sandbox.store, {
    ...filter,
    isNewestFirst: true,
    limit: cardsPerPage,
  })
  const { store } = sandbox
  const followed = releaseId ? findPublicationByRelease(store, releaseId) : null
  const cards = publications
    .filter(({ seq }) => seq !== followed?.seq)
    .map((publication) => renderCard({ store, publication }))
  const hasMore = publications.length === cardsPerPage
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox: what went out</title>
<link rel="icon" href="${icon}">
${styles.map((name) => `<link rel="stylesheet" href="/sandbox/client/${name}.css">`).join('\n')}
<script src="/sandbox/client/page.js" type="module"></script>
</head>
<body>
<a class="skip" href="#wall">To what went out</a>
<header class="top">
  <div class="brand"><img src="${icon}" alt="" width="36" height="36">
    <div><h1>What went out</h1><p>A stand-in for Postiz. Nothing here reaches a real network.</p></div></div>
  <div class="link"><span id="touch" class="touch" role="status">Not live</span><span id="zone" class="zone">Times in UTC</span></div>
</header>
<main>
  ${releaseId ? renderFollowed(followed ? renderCard({ store, publication: followed }) : null) : ''}
  <div id="overview" class="overview">${renderOverview(view)}</div>
  <div id="switches" class="switches">${renderSwitches(view)}</div>
  ${renderFilters(view, filter)}
  <section id="wall" class="wall" aria-label="What went out, newest first" tabindex="-1">${cards.join('')}</section>
  <div id="empty" class="empty"${publications.length ? ' hidden' : ''}>${renderEmpty(sandbox)}</div>
  <p class="older"><button type="button" id="older" data-page="${cardsPerPage}"${hasMore ? '' : ' hidden'}>Show older ones</button></p>
</main>
<div id="heard" class="unseen" role="log" aria-live="polite"></div>
</body>
</html>`
}

function renderFilters({ organisations, channels }: View, filter: PublicationFilter): string {
  const { organisation, integration } = filter
  const channel = channels.find(({ id }) => id === integration)
  const link = (href: string, label: string, isCurrent: boolean) =>
    `<a href="${href}"${isCurrent ? ' aria-current="true"' : ''}>${escapeHtml(label)}</a>`
  const links = [
    link('/sandbox', 'All', !organisation && !channel),
    ...organisations.map((name) =>
      link(`/sandbox?organisation=${encodeURIComponent(name)}`, name, name === organisation),
    ),
    ...(channel ? [link('', channel.name, true)] : []),
  ]
  return `<nav class="filters" aria-label="Whose posts">${links.join('')}</nav>`
}

function renderFollowed(card: string | null): string {
  return card
    ? `<section class="followed" aria-label="The post you looked for"><h2>The post you looked for</h2>${card}</section>`
    : '<p class="health">The post you looked for is not here any more.</p>'
}

function renderEmpty({ panelUrl }: Sandbox): string {
  const button = panelUrl
    ? `<a class="button" href="${escapeHtml(panelUrl)}">Open the panel</a>`
    : ''
  return `<div class="ghosts" aria-hidden="true"><i></i><i></i><i></i></div>
    <h2>Nothing is published yet</h2>
    <p>Each post appears here by itself at the moment it goes out, as its platform would show it,
    with the time it was due and the time it went.</p>${button}`
}
