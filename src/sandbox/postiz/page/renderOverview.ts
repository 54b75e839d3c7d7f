import { stripToNormal } from '../rules/showText.ts'
import type { WaitingPost } from '../store/waiting.ts'
import { escapeHtml, timeMarkup } from './markupOf.ts'
import { platformOf } from './platforms.ts'
import type { View } from './readView.ts'
import { renderMark } from './renderCard.ts'

/** First what needs a person, then how much there was, then what is coming. */
export function renderOverview(view: View): string {
  return `${renderHealth(view)}
  ${renderTiles(view)}
  <div class="strips">${renderList('Coming', view.waiting, describeWaiting)}
  ${renderList('Failed', view.failed, describeFailed)}</div>`
}

function renderHealth({ counts, twice, waiting }: View): string {
  if (twice.length) {
    const ids = twice.map(({ postId, times }) => `${postId} (${times} times)`).join(', ')
    return `<p class="health bad"><b class="verdict">▲ ${count(twice.length, 'post')} went out more than once.</b>
      Look at what sent them: ${escapeHtml(ids)}</p>`
  }
  if (!counts.publications && !waiting.length)
    return '<p class="health"><b class="verdict">○ Ready.</b> Nothing has been sent here yet.</p>'
  const next = waiting.find(({ state }) => state === 'QUEUE') ?? waiting[0]
  const coming = next
    ? ` Next: ${escapeHtml(next.name)}, ${timeMarkup(iso(next.publish_date), 'until')}.`
    : ''
  return `<p class="health good"><b class="verdict">● All well.</b> ${count(counts.publications, 'post')} published, none twice.${coming}</p>`
}

function renderTiles({ counts, states, requests, twice, typicalLateness }: View): string {
  const tiles = [
    ['published', 'Published', counts.publications],
    [twice.length ? 'failed' : 'plain', 'Twice', twice.length],
    ['plain', 'Typically late', typicalLateness],
    ['scheduled', 'Queued', states.QUEUE],
    ['plain', 'Drafts', states.DRAFT],
    [states.ERROR ? 'failed' : 'plain', 'Failed', states.ERROR],
    ['plain', 'Requests', requests.total],
  ]
  const items = tiles.map(
    ([tone, label, value]) =>
      `<div><dt>${label}</dt><dd class="figure ${tone}">${value}</dd></div>`,
  )
  return `<dl class="tiles">${items.join('')}</dl>`
}

function renderList(title: string, posts: WaitingPost[], describe: (post: WaitingPost) => string) {
  if (!posts.length) return ''
  const items = posts.map((post) => {
    const text = stripToNormal(post.content).replace(/\s+/g, ' ')
    return `<li>${renderMark(platformOf(post.identifier))}
      <span class="line"><b>${escapeHtml(post.name)}</b> <span class="quote">${escapeHtml(text)}</span></span>
      <span class="what">${describe(post)}</span></li>`
  })
  return `<section class="strip" aria-label="${title}"><h2>${title}</h2><ul>${items.join('')}</ul></section>`
}

function describeWaiting({ state, publish_date }: WaitingPost): string {
  const badge =
    state === 'QUEUE'
      ? '<span class="state scheduled">○ queued</span>'
      : '<span class="state held">◌ draft</span>'
  return `${badge} ${timeMarkup(iso(publish_date), 'until')}`
}

function describeFailed({ error, publish_date }: WaitingPost): string {
  return `<span class="state failed">■ ${escapeHtml(error ?? 'failed')}</span> ${timeMarkup(iso(publish_date), 'minute')}`
}

const iso = (ms: number) => new Date(ms).toISOString()

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
